using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>
/// Credentials from a plugin: run when first needed, when they expire, and after <see cref="Forget"/>. However many ask, one process
/// runs at a time; a failure is answered to all who ask within the next seconds.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore holds nothing to give back as long as nobody asks for its wait handle.")]
internal sealed class ExecPlugin(ExecSettings settings, TimeProvider time)
{
    /// <summary>So long before their end credentials are renewed.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan FailureLasts = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim one = new(1);
    private volatile ExecCredential? known;
    private (ConfigurationFaultException Fault, long At)? failure;

    public async ValueTask<string?> TokenAsync(CancellationToken cancellationToken) => (await GetAsync(cancellationToken)).Token;

    public async ValueTask<X509Certificate2?> CertificateAsync(CancellationToken cancellationToken) => (await GetAsync(cancellationToken)).Certificate;

    public void Forget() => known = null;

    /// <exception cref="ConfigurationFaultException">The plugin failed; the message names it.</exception>
    private async ValueTask<ExecCredential> GetAsync(CancellationToken cancellationToken)
    {
        if (IsGood(known))
        {
            return known!;
        }

        await one.WaitAsync(cancellationToken);
        try
        {
            if (IsGood(known))
            {
                return known!;
            }

            if (failure is var (fault, at) && time.GetElapsedTime(at) < FailureLasts)
            {
                throw new ConfigurationFaultException(fault.Message, fault);
            }

            return known = await RunAsync(cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    private async Task<ExecCredential> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var credential = ExecCredential.Read(await ExecProcess.RunAsync(settings, Info(), time, cancellationToken), settings.ApiVersion);
            failure = null;
            return credential;
        }
        catch (FormatException fault)
        {
            var told = settings.Owner.Fault($"the credential plugin {settings.Command}: {fault.Message}", "exec", fault);
            failure = (told, time.GetTimestamp());
            throw told;
        }
    }

    private bool IsGood(ExecCredential? credential) => credential is not null && (credential.ExpiresAt is not { } end || time.GetUtcNow() < end - Early);

    private string Info()
    {
        var spec = new JsonObject { ["interactive"] = false };
        if (settings.ClusterInfo is { } cluster)
        {
            spec["cluster"] = JsonNode.Parse(cluster);
        }

        return new JsonObject { ["apiVersion"] = settings.ApiVersion, ["kind"] = "ExecCredential", ["spec"] = spec }.ToJsonString();
    }
}
