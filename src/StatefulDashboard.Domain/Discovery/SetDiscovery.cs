using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Discovery;

/// <summary>How the pods of one set find what is outside of it: their environment, and Services that lead out of the cluster. No value of a variable, a ConfigMap or a Secret is in it.</summary>
/// <param name="Containers">Of the set's template; where that is not read, of its highest pod.</param>
/// <param name="Objects">ConfigMaps and Secrets that the environment names, each once.</param>
/// <param name="Stores">Services of the namespace that have no selector, or are of type ExternalName.</param>
/// <param name="Late">ClusterIP Services of which running containers have no environment variables.</param>
public sealed record SetDiscovery(
    ValueList<ContainerEnvironment> Containers,
    ValueList<NamedObject> Objects,
    ValueList<StoreService> Stores,
    ValueList<LateService> Late,
    ValueList<Notice> Notices);

/// <param name="Sources">envFrom: all keys of an object; in their order, later ones win.</param>
/// <param name="Variables">env: these win over <paramref name="Sources"/>.</param>
public sealed record ContainerEnvironment(string Container, ValueList<SourceKeys> Sources, ValueList<Variable> Variables);

public enum VariableSource
{
    /// <summary>Stands in the template; not shown.</summary>
    Value,
    ConfigMap,
    Secret,

    /// <summary>A field of the pod: its name, its address.</summary>
    Field,

    /// <summary>A request or limit of a container.</summary>
    Resource,

    /// <summary>A file that an init container wrote.</summary>
    File,
}

public enum KeyState
{
    /// <summary>It is no key of an object.</summary>
    None,
    Present,
    Missing,

    /// <summary>A Secret's managedFields name keys, but not this one.</summary>
    NotNamed,

    /// <summary>It may not be read, or is not told.</summary>
    Unknown,
}

/// <param name="Object">The ConfigMap or Secret; empty for others.</param>
/// <param name="Key">Its key, or the path of the field, resource or file.</param>
/// <param name="Services">Whose DNS names stand in its value; never of a Secret.</param>
public sealed record Variable(string Name, VariableSource Source, string Object, string Key, bool Optional, KeyState State, ValueList<ServiceMention> Services);

/// <summary>All keys of a ConfigMap or Secret as variables.</summary>
/// <param name="KeysAreKnown">False: every key there is, whichever.</param>
/// <param name="Variables">Those that are known, with the prefix.</param>
public sealed record SourceKeys(VariableSource Source, string Object, string Prefix, bool Optional, KeyState State, bool KeysAreKnown, ValueList<Variable> Variables);

/// <param name="Kind">ConfigMap or Secret.</param>
/// <param name="IsThere">Null when it may not be read.</param>
/// <param name="Text">What is wrong with it; null for nothing.</param>
public sealed record NamedObject(VariableSource Kind, string Name, bool? IsThere, Statement? Text);

/// <summary>A host name in a value that is the name of a Service.</summary>
/// <param name="IsThere">Null for one of another namespace: that is not looked up.</param>
public sealed record ServiceMention(NamespacedName Service, string Host, bool? IsThere);
