using System.Globalization;
using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What scaling a set to another number of replicas will do. Pure.</summary>
public static class ScalePlanner
{
    /// <summary>A set can be asked for a million replicas; this many new ordinals are listed one by one.</summary>
    public const int MostListed = 100;

    public static ActionPlan Plan(StatefulSetOverview set, ScaleIntent intent)
    {
        var refusal = Refusal(set, intent);
        var changes = refusal is null ? ScaleSteps.Of(set, intent.Replicas) : new ScaleChanges();
        return new(
            ActionKind.Scale,
            set.Name,
            set.Uid,
            set.Generation,
            changes.Steps.ToValueList(),
            changes.Consequences.ToValueList(),
            refusal is null ? ScaleHazards.Of(set, intent.Replicas, changes) : [],
            refusal,
            [string.Create(CultureInfo.InvariantCulture, $"kubectl --namespace {ShellText.Quote(set.Name.Namespace)} scale statefulset {ShellText.Quote(set.Name.Name)} --replicas={intent.Replicas}")],
            [Request(set, intent)]);
    }

    private static Statement? Refusal(StatefulSetOverview set, ScaleIntent intent) =>
        intent.Replicas < 0 ? Statement.Of(StatementCode.RefusedNegative, Number(intent.Replicas))
        : set.Phase == StatefulSetPhase.Deleting ? Statement.Of(StatementCode.RefusedDeleting, set.Name.Name)
        : set.Phase == StatefulSetPhase.Unknown ? Statement.Of(StatementCode.RefusedUnread, string.Join(", ", set.Unread.Resources()))
        : intent.Replicas == set.Replicas ? Statement.Of(StatementCode.RefusedNothingToDo, Number(intent.Replicas))
        : null;

    private static PlannedRequest Request(StatefulSetOverview set, ScaleIntent intent)
    {
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = set.Uid, ["resourceVersion"] = set.ResourceVersion },
            ["spec"] = new JsonObject { ["replicas"] = intent.Replicas },
        };
        return new("PATCH", ResourceKinds.StatefulSets.ObjectPath(set.Name) + "/scale", body.ToJsonString(), "application/merge-patch+json");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
