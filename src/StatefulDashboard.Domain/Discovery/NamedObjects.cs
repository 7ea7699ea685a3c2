using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Discovery;

/// <summary>ConfigMaps and Secrets that an environment names, and what is missing of them.</summary>
internal static class NamedObjects
{
    public static IEnumerable<NamedObject> Of(IEnumerable<ContainerEnvironment> containers, DiscoveryFacts facts)
    {
        var all = containers.SelectMany(container => container.Sources.Select(source => (source.Source, source.Object, source.Optional))
            .Concat(container.Variables.Where(variable => variable.Source is VariableSource.ConfigMap or VariableSource.Secret).Select(variable => (variable.Source, variable.Object, variable.Optional))));
        return all.GroupBy(item => (item.Source, item.Object)).Select(group => Of(group.Key.Source, group.Key.Object, group.All(item => item.Optional), facts));
    }

    /// <summary>Keys that are missing in objects that are there.</summary>
    public static IEnumerable<Notice> MissingKeys(IEnumerable<ContainerEnvironment> containers)
    {
        foreach (var variable in containers.SelectMany(container => container.Variables).DistinctBy(variable => (variable.Source, variable.Object, variable.Key)))
        {
            if (variable is { State: KeyState.NotNamed, Optional: false })
            {
                yield return new(Severity.Caution, Statement.Of(StatementCode.FoundKeyNotNamed, variable.Object, variable.Key));
            }
            else if (variable.State == KeyState.Missing && variable.Source == VariableSource.ConfigMap)
            {
                var code = variable.Optional ? StatementCode.FoundKeyMissingOptional : StatementCode.FoundKeyMissing;
                yield return new(variable.Optional ? Severity.Note : Severity.Danger, Statement.Of(code, "ConfigMap", variable.Object, variable.Key));
            }
        }
    }

    private static NamedObject Of(VariableSource kind, string name, bool isOptional, DiscoveryFacts facts)
    {
        var isConfig = kind == VariableSource.ConfigMap;
        var isRead = isConfig ? facts.ConfigMapsAreRead : facts.SecretsAreRead;
        var isThere = isConfig ? facts.ConfigMaps(name) is not null : facts.Secrets(name) is not null;
        var word = isConfig ? "ConfigMap" : "Secret";
        if (!isRead)
        {
            return new(kind, name, null, Statement.Of(StatementCode.FoundObjectUnread, word, name));
        }

        return new(kind, name, isThere, isThere
            ? !isConfig && facts.Secrets(name)!.Keys.Count == 0 ? Statement.Of(StatementCode.FoundEveryKey, name) : null
            : Statement.Of(isOptional ? StatementCode.FoundObjectMissingOptional : StatementCode.FoundObjectMissing, word, name));
    }
}
