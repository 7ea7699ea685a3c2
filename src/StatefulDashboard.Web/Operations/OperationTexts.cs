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

    public string Begun => localizer["Begun"];

    public string NotNow => localizer["NotNow"];

    public string NothingChanges => localizer["NothingChanges"];

    public string Nobody => localizer["Nobody"];

    public string NotChecked(string message) => localizer["NotChecked", message];

    public string Forbidden(string message) => localizer["Forbidden", message];

    public string RefusedBy(string message) => localizer["RefusedBy", message];

    public string Uncertain(string message) => localizer["Uncertain", message];

    public string NotDone(string message) => localizer["NotDone", message];

    public string UnderWay(string id, string by) => localizer["UnderWay", id, by];

    public string NoSnapshots(string message) => localizer["NoSnapshots", message];

    public string NoOperation(string id) => localizer["NoOperation", id];

    public string Gone(string name) => localizer["Gone", name];

    public string NameMissing(string name) => localizer["NameMissing", name];

    public string Throttled(TimeSpan? after) =>
        localizer["Throttled", (after ?? TimeSpan.FromSeconds(1)).TotalSeconds.ToString("0", CultureInfo.InvariantCulture)];

    public string Of(Statement statement) => statements.Of(statement);
}
