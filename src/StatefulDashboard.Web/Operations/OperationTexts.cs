using System.Globalization;
using Microsoft.Extensions.Localization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Web.Localization;

namespace StatefulDashboard.Web.Operations;

/// <summary>What becomes of actions, in the language of the person.</summary>
public sealed class OperationTexts(IStringLocalizer<OperationTexts> localizer, StatementText statements)
{
    public string ReadOnly => localizer["ReadOnly"];

    public string Stale => localizer["Stale"];

    public string Changed => localizer["Changed"];

    public string Checked => localizer["Checked"];

    public string Applied => localizer["Applied"];

    public string Gone(string name) => localizer["Gone", name];

    public string NameMissing(string name) => localizer["NameMissing", name];

    public string Throttled(TimeSpan? after) =>
        localizer["Throttled", (after ?? TimeSpan.FromSeconds(1)).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)];

    public string Of(Statement statement) => statements.Of(statement);
}
