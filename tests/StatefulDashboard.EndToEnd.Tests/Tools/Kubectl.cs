using StatefulDashboard.Tests.Shared;

namespace StatefulDashboard.EndToEnd.Tests.Tools;

/// <summary>The real kubectl on a cluster. The oldest that must work is the one that is tested; another on PATH is tested as well where it is asked for.</summary>
internal sealed class Kubectl(string kubeconfig, string? program = null)
{
    public Task<CommandResult> TryAsync(params string[] arguments) => RunAsync(null, arguments);

    public async Task<string> RunAsync(params string[] arguments) => (await RunAsync(null, arguments)).ShouldSucceed().Output;

    public async Task<string> ApplyAsync(string yaml, string namespaceName) =>
        (await RunAsync(yaml, ["apply", "--namespace", namespaceName, "-f", "-"])).ShouldSucceed().Output;

    private Task<CommandResult> RunAsync(string? input, string[] arguments) =>
        Commands.RunAsync(program ?? KubectlPrograms.Oldest, ["--kubeconfig", kubeconfig, .. arguments], input, new Dictionary<string, string?> { ["HOME"] = Path.GetTempPath() });
}
