using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Discovery;

/// <summary>The environment of containers as it is specified: names and keys, and of values only which Services they name.</summary>
internal sealed class EnvironmentReader(DiscoveryFacts facts)
{
    private readonly ServiceNames names = new(facts.Set.Name.Namespace, facts.Services, facts.ServicesAreRead, facts.Zone);

    public ContainerEnvironment Read(ContainerDetail container) => new(
        container.Name,
        container.EnvFrom.Select(Source).OfType<SourceKeys>().ToValueList(),
        container.Env.Select(One).ToValueList());

    private Variable One(EnvironmentVariable variable)
    {
        var from = variable.ValueFrom;
        return from?.ConfigMapKeyRef is { } config ? OfConfigMap(variable.Name, config)
            : from?.SecretKeyRef is { } secret ? new(variable.Name, VariableSource.Secret, secret.Name, secret.Key, secret.Optional, StateOfSecret(secret.Name, secret.Key), [])
            : from?.FieldRef is { } field ? new(variable.Name, VariableSource.Field, "", field.FieldPath, false, KeyState.None, [])
            : from?.ResourceFieldRef is { } resource ? new(variable.Name, VariableSource.Resource, "", (resource.ContainerName.Length > 0 ? resource.ContainerName + " " : "") + resource.Resource, false, KeyState.None, [])
            : from?.FileKeyRef is { } file ? new(variable.Name, VariableSource.File, file.VolumeName, file.Path + " " + file.Key, false, KeyState.None, [])
            : new(variable.Name, VariableSource.Value, "", "", false, KeyState.None, names.In(variable.Name, HostNames.In(variable.Value)));
    }

    private Variable OfConfigMap(string name, KeyReference reference)
    {
        var map = facts.ConfigMaps(reference.Name);
        var value = map?.Find(reference.Key);
        var state = value is not null ? KeyState.Present : facts.ConfigMapsAreRead ? KeyState.Missing : KeyState.Unknown;
        return new(name, VariableSource.ConfigMap, reference.Name, reference.Key, reference.Optional, state, value is null ? [] : names.In(name, value.Hosts));
    }

    private SourceKeys? Source(EnvironmentSource source) =>
        source.ConfigMapRef is { } config ? AllOfConfigMap(source.Prefix, config)
        : source.SecretRef is { } secret ? AllOfSecret(source.Prefix, secret)
        : null;

    private SourceKeys AllOfConfigMap(string prefix, ObjectSource reference)
    {
        var map = facts.ConfigMaps(reference.Name);
        var variables = (map?.Values ?? []).Select(value => new Variable(
            prefix + value.Key, VariableSource.ConfigMap, reference.Name, value.Key, reference.Optional, KeyState.Present, names.In(prefix + value.Key, value.Hosts)));
        return new(VariableSource.ConfigMap, reference.Name, prefix, reference.Optional, StateOf(map is not null, facts.ConfigMapsAreRead), map is not null, variables.ToValueList());
    }

    private SourceKeys AllOfSecret(string prefix, ObjectSource reference)
    {
        var secret = facts.Secrets(reference.Name);
        var keys = secret?.Keys ?? [];
        var variables = keys.Select(key => new Variable(prefix + key, VariableSource.Secret, reference.Name, key, reference.Optional, KeyState.Present, []));
        return new(VariableSource.Secret, reference.Name, prefix, reference.Optional, StateOf(secret is not null, facts.SecretsAreRead), keys.Count > 0, variables.ToValueList());
    }

    private static KeyState StateOf(bool isThere, bool isRead) => isThere ? KeyState.Present : isRead ? KeyState.Missing : KeyState.Unknown;

    private KeyState StateOfSecret(string name, string key)
    {
        if (facts.Secrets(name) is not { } secret)
        {
            return facts.SecretsAreRead ? KeyState.Missing : KeyState.Unknown;
        }

        var keys = secret.Keys;
        return keys.Contains(key, StringComparer.Ordinal) ? KeyState.Present : keys.Count == 0 ? KeyState.Unknown : KeyState.NotNamed;
    }
}
