using Microsoft.Extensions.Localization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Web.Components.Live;

namespace StatefulDashboard.Web.Localization;

/// <summary>Says the sentences of the domain in the language of the person. What is put into them comes from a cluster: it is text, and nothing in it is hidden.</summary>
public sealed class StatementText(IStringLocalizer<StatementText> localizer)
{
    public string Of(Statement statement) => localizer[statement.Code.ToString(), [.. statement.Arguments.Select(VisibleText.Of)]];
}
