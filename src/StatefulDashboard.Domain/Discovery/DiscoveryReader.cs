using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Discovery;

/// <summary>How the pods of a set find stores that are not theirs.</summary>
public static class DiscoveryReader
{
    private const int MostNames = 6;

    public static SetDiscovery Read(DiscoveryFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var spec = facts.Template?.Spec.Template.Spec ?? (facts.Pods.Count > 0 ? facts.Pods[^1].Spec : null);
        var reader = new EnvironmentReader(facts);
        var containers = spec is null ? [] : spec.InitContainers.Concat(spec.Containers).Select(reader.Read).Where(environment => environment.Sources.Count + environment.Variables.Count > 0).ToValueList();
        var objects = NamedObjects.Of(containers, facts).ToValueList();
        return new(containers, objects, StoreReader.Read(facts, containers).ToValueList(), ServiceLinks.Late(facts).ToValueList(), Notices(facts, spec, containers).ToValueList());
    }

    private static IEnumerable<Notice> Notices(DiscoveryFacts facts, PodDetailSpec? spec, ValueList<ContainerEnvironment> containers)
    {
        foreach (var (pod, report) in facts.Pods.SelectMany(pod => pod.Status.InitContainerStatuses.Concat(pod.Status.ContainerStatuses).Select(report => (pod, report))))
        {
            if (report.State.Waiting is { Reason: "CreateContainerConfigError" } waiting)
            {
                yield return new(Severity.Danger, Statement.Of(StatementCode.FoundCannotStart, pod.Metadata.Name, report.Name, waiting.Message));
            }
        }

        foreach (var notice in NamedObjects.MissingKeys(containers))
        {
            yield return notice;
        }

        foreach (var mention in Mentions(containers).Where(mention => mention.IsThere == false).DistinctBy(mention => (mention.Service, mention.Host)))
        {
            yield return new(Severity.Caution, Statement.Of(StatementCode.FoundServiceMissing, mention.Service.Name, mention.Host));
        }

        string[] others = [.. facts.Pods.Where(pod => facts.Template is { } template && !HasEnvironmentOf(pod.Spec, template.Spec.Template.Spec)).Select(pod => pod.Metadata.Name)];
        if (others.Length > 0)
        {
            yield return new(Severity.Note, Statement.Of(StatementCode.FoundOtherEnvironment, Names(others)));
        }

        if (spec?.EnableServiceLinks == false)
        {
            yield return new(Severity.Note, Statement.Of(StatementCode.FoundNoLinks));
        }

        string[] never = [.. facts.Services.Where(service => !ServiceLinks.Gives(service)).Select(service => service.Metadata.Name)];
        if (spec is not null && spec.EnableServiceLinks != false && never.Length > 0)
        {
            yield return new(Severity.Note, Statement.Of(StatementCode.FoundNeverLinked, Names(never)));
        }
    }

    internal static IEnumerable<ServiceMention> Mentions(IEnumerable<ContainerEnvironment> containers) =>
        containers.SelectMany(container => container.Variables.Concat(container.Sources.SelectMany(source => source.Variables))).SelectMany(variable => variable.Services);

    private static bool HasEnvironmentOf(PodDetailSpec pod, PodDetailSpec template) =>
        template.InitContainers.Concat(template.Containers).All(wanted =>
            pod.InitContainers.Concat(pod.Containers).FirstOrDefault(own => string.Equals(own.Name, wanted.Name, StringComparison.Ordinal)) is { } own
            && own.Env.Equals(wanted.Env) && own.EnvFrom.Equals(wanted.EnvFrom));

    internal static string Names(string[] names) => names.Length <= MostNames ? string.Join(", ", names) : string.Join(", ", names.Take(MostNames - 1)) + ", …, " + names[^1];
}
