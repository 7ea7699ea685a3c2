namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>How a kubeconfig user's credential plugin is run (https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins).</summary>
/// <param name="Owner">Where it stands, for messages: file, line and user.</param>
/// <param name="Command">A path, or a name that is looked for in PATH.</param>
/// <param name="ClusterInfo">The cluster as JSON, for KUBERNETES_EXEC_INFO; null when the plugin does not ask for it.</param>
internal sealed record ExecSettings(
    KubeconfigEntry Owner,
    string ApiVersion,
    string Command,
    IReadOnlyList<string> Arguments,
    IReadOnlyList<KeyValuePair<string, string>> Environment,
    string? InstallHint,
    string? ClusterInfo)
{
    private const string Group = "client.authentication.k8s.io/";

    /// <exception cref="ConfigurationFaultException">Something of it is missing, wrong, or wants a terminal.</exception>
    public static ExecSettings Read(KubeconfigEntry user, KubeconfigEntry cluster)
    {
        var exec = user.Section("exec");
        var version = exec.Text("apiVersion") ?? throw exec.Fault("exec: apiVersion is missing");
        if (version is not (Group + "v1" or Group + "v1beta1"))
        {
            throw exec.Fault($"exec: apiVersion {version} is not supported; there are {Group}v1 and {Group}v1beta1", "apiVersion");
        }

        var command = exec.Text("command") ?? throw exec.Fault("exec: command is missing");
        CheckInteraction(exec, version, command);
        return new(
            user,
            version,
            command.Contains('/', StringComparison.Ordinal) || command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal) ? exec.FilePath("command")! : command,
            exec.Texts("args"),
            [.. exec.Sections("env").Select(entry => new KeyValuePair<string, string>(
                entry.Text("name") is { } name && !name.Contains('=', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal) ? name : throw entry.Fault("exec: an env entry without a proper name"),
                entry.Text("value") ?? ""))],
            exec.Text("installHint"),
            exec.Flag("provideClusterInfo") ? ExecClusterInfo.Of(cluster) : null);
    }

    // the dashboard has no terminal to lend
    private static void CheckInteraction(KubeconfigEntry exec, string version, string command)
    {
        switch (exec.Text("interactiveMode"))
        {
            case "Never" or "IfAvailable":
            case null when version == Group + "v1beta1":
                return;
            case null:
                throw exec.Fault($"exec: interactiveMode is missing; {Group}v1 wants Never, IfAvailable or Always");
            case "Always":
                throw exec.Fault($"exec: the plugin {command} wants a terminal (interactiveMode Always), and here is none", "interactiveMode");
            default:
                throw exec.Fault("exec: interactiveMode is none of Never, IfAvailable and Always", "interactiveMode");
        }
    }
}
