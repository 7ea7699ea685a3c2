using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>A rollout as kubectl commands and as API requests.</summary>
internal static class RolloutCommands
{
    public static ValueList<string> Kubectl(StatefulSetOverview set, RolloutIntent intent, RolloutChanges changes)
    {
        var kubectl = new KubectlText(set.Name);
        List<string> lines = [.. Start(set, intent, kubectl)];
        var partitions = RolloutPlanner.Partitions(intent);
        for (var index = 0; index < partitions.Count; index++)
        {
            if (index > 0 && (intent.NeedsApproval || index == intent.Partitions.Count))
            {
                lines.Add(KubectlText.Comment("go on only when somebody has said so"));
            }

            lines.Add(kubectl.Patch(TemplatePatch.OfPartition(partitions[index])));
            lines.Add(kubectl.RolloutStatus());
            OrdinalSlot[] pods = [.. changes.ReleasedBy(partitions[index])];
            var names = pods.Length == 0 ? "every updated pod" : Situation.Names(pods);
            var soak = intent.Soak > TimeSpan.Zero ? " for " + DurationText.Of(intent.Soak) : "";
            lines.Add(KubectlText.Comment($"go on when {names} and all updated before have been Available{soak} without a restart"));
        }

        return lines.ToValueList();
    }

    public static ValueList<PlannedRequest> Requests(StatefulSetOverview set, RolloutIntent intent)
    {
        var start = TemplatePatch.Of(set, intent.Change, RolloutPlanner.FirstPartition(set, intent));
        return RolloutPlanner.Partitions(intent).Select(partition => TemplatePatch.OfPartition(partition).RequestFor(set.Name, set.Uid))
            .Prepend(start.RequestFor(set.Name, set.Uid, set.ResourceVersion))
            .ToValueList();
    }

    private static string[] Start(StatefulSetOverview set, RolloutIntent intent, KubectlText kubectl)
    {
        var hold = RolloutPlanner.FirstPartition(set, intent);
        if (intent.Change is not { } change)
        {
            return hold == set.Partition ? [] : [kubectl.Patch(TemplatePatch.OfPartition(hold))];
        }

        var commands = SetCommands(set, change, kubectl);
        return commands.Length == 0 ? [kubectl.Patch(TemplatePatch.Of(set, change, hold))]
            : hold == set.Partition ? commands
            : [kubectl.Patch(TemplatePatch.OfPartition(hold)), .. commands];
    }

    // one command makes one revision, so only where one kind of thing is changed
    private static string[] SetCommands(StatefulSetOverview set, TemplateChange change, KubectlText kubectl)
    {
        if (change is { Template: null, Environment.Count: 0, Resources.Count: 0 })
        {
            return [kubectl.Set("image", string.Join(' ', change.Images.Select(image => ShellText.Quote(image.Container + "=" + image.Image))))];
        }

        var container = change.Environment.Select(variable => variable.Container).Concat(change.Resources.Select(resource => resource.Container))
            .Distinct(StringComparer.Ordinal).ToArray() is [var only] ? set.Template.Container(only) : null;
        return change.Template is not null || change.Images.Count > 0 || container is not { IsInit: false } ? []
            : change.Resources.Count == 0 ? Environment(container.Name, change.Environment, kubectl)
            : change.Environment.Count == 0 ? Resources(container.Name, change.Resources, kubectl)
            : [];
    }

    // a name that begins with a dash would be an option, and a value of several lines no longer one command
    private static string[] Environment(string container, ValueList<EnvironmentChange> changes, KubectlText kubectl) =>
        changes.All(change => IsPlain(change.Name) && change.Value?.Any(char.IsControl) != true)
            ? [kubectl.Set("env", "--containers=" + ShellText.Quote(container) + " "
                + string.Join(' ', changes.Select(change => ShellText.Quote(change.Value is null ? change.Name + "-" : change.Name + "=" + change.Value))))]
            : [];

    private static bool IsPlain(string name) => !char.IsAsciiDigit(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static string[] Resources(string container, ValueList<ResourceChange> changes, KubectlText kubectl)
    {
        var requests = string.Join(',', changes.Where(change => change.Request is not null).Select(change => change.Resource + "=" + change.Request));
        var limits = string.Join(',', changes.Where(change => change.Limit is not null).Select(change => change.Resource + "=" + change.Limit));
        return [kubectl.Set("resources", "--containers=" + ShellText.Quote(container)
            + (requests.Length > 0 ? " --requests=" + ShellText.Quote(requests) : "")
            + (limits.Length > 0 ? " --limits=" + ShellText.Quote(limits) : ""))];
    }
}
