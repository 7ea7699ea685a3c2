using Microsoft.Extensions.Localization;
using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Web.Localization;

/// <summary>Says the sentences of the domain in the language of the person.</summary>
public sealed class StatementText(IStringLocalizer<StatementText> localizer)
{
    public string Of(Statement statement) => localizer[statement.Code.ToString(), [.. statement.Arguments]];
}
