using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using StatefulDashboard.DemoCluster.ApiServer;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Controllers;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.DemoCluster.Lifecycle;
using StatefulDashboard.DemoCluster.Scenarios;
using StatefulDashboard.DemoCluster.Scenarios.Lab;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster;

/// <summary>A running demo cluster: an API server on loopback, the controllers and the stand-ins behind it. Disposing it ends all of it.</summary>
public sealed class DemoClusterHost : IAsyncDisposable
{
    /// <summary>Seconds, as kubeadm sets it up.</summary>
    private const int DnsTimeToLive = 30;

    private readonly ServerCertificates certificates;
    private readonly DemoClock clock;
    private readonly ApiListener listener;
    private readonly ControllerManager controllers;
    private readonly ApiFaults apiFaults;
    private readonly AccessControl access;
    private readonly ZoneIndex zoneIndex;
    private readonly DnsResponder responder;
    private DnsServer? dns;
    private KubeconfigFile? kubeconfig;

    private DemoClusterHost(DemoClusterOptions options, ILoggerFactory logging)
    {
        var time = options.Clock ?? TimeProvider.System;
        People = DemoPeople.Of(options.Seed);
        certificates = new ServerCertificates(TimeProvider.System.GetUtcNow());
        clock = new DemoClock(time, options.Speed);
        Objects = new ObjectApi(new ResourceStore(), time, new Identities(options.RandomSeed), new FeatureGates(options.MaxUnavailableStatefulSet));
        Delays = new PodDelays(options);
        var faults = new DemoFaults(Objects);
        apiFaults = new ApiFaults(faults, time);
        DenialCache = new DenialCache(time);
        faults.Changed += (_, _) => DenialCache.IsOn = faults.IsOn(DemoFaults.KeptDenials);
        zoneIndex = new ZoneIndex(Objects.Store);
        var zone = new ClusterZone(Objects.Store, zoneIndex, DnsName.Parse(options.DnsZone), DnsTimeToLive);
        responder = new DnsResponder(zone, DenialCache, logging.CreateLogger("StatefulDashboard.DemoCluster.Dns"));
        controllers = new ControllerManager(Objects, clock, Delays, faults, new ZoneAsker(zone, DenialCache, options.DnsZone), logging);
        Lab = new DemoLab(new LabShelf(options.ScenarioFolder), controllers.Player, faults, () => Speed, value => Speed = value);
        access = new AccessControl(Objects.Store, People);
        listener = new ApiListener(new ApiPipeline(Objects, time, access, apiFaults, logging.CreateLogger("StatefulDashboard.DemoCluster.ApiServer")), certificates, logging);
    }

    /// <summary>The API server's address, https on 127.0.0.1.</summary>
    public Uri Address => new($"https://127.0.0.1:{listener.Port}");

    /// <summary>The file that kubectl and the dashboard connect with; its context is "demo".</summary>
    public string KubeconfigPath => kubeconfig?.Path ?? throw new InvalidOperationException("The demo cluster did not start.");

    /// <summary>The bearer token of the admin.</summary>
    public string Token => People[0].Token;

    /// <summary>Who may be somebody here: the admin first, then the operator of one namespace and the viewer.</summary>
    public IReadOnlyList<DemoPerson> People { get; }

    /// <summary>How many times faster than real time pods start and stop; 0 pauses. May change at any time.</summary>
    public double Speed
    {
        get => clock.Speed;
        set => clock.Speed = value;
    }

    /// <summary>Where the cluster's DNS server answers, over UDP and TCP.</summary>
    public IPEndPoint DnsEndpoint => dns?.Endpoint ?? throw new InvalidOperationException("The demo cluster did not start.");

    /// <summary>Keeps denials before the DNS server, when it is turned on.</summary>
    public DenialCache DenialCache { get; }

    /// <summary>Scenarios to play, faults and speed.</summary>
    public DemoLab Lab { get; }

    internal ObjectApi Objects { get; }

    internal PodDelays Delays { get; }

    /// <summary>Starts a cluster with its seed in place; the API answers when this returns.</summary>
    /// <param name="options">What to start.</param>
    /// <param name="logging">Where failures of the controllers are told; null tells nobody.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    /// <exception cref="ArgumentException">The seed is not known.</exception>
    public static async Task<DemoClusterHost> StartAsync(DemoClusterOptions options, ILoggerFactory? logging = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var seed = Seeds.Find(options.Seed);
        var host = new DemoClusterHost(options, logging ?? NullLoggerFactory.Instance);
        try
        {
            await host.listener.StartAsync(options.Port, cancellationToken);
            host.kubeconfig = new KubeconfigFile(options.KubeconfigPath, host.Address, host.certificates.AuthorityPem, host.People);
            host.dns = DnsServer.Start(options.DnsPort, host.responder, (logging ?? NullLoggerFactory.Instance).CreateLogger("StatefulDashboard.DemoCluster.Dns"));
            BaseObjects.Create(host.Objects);
            DemoPeople.CreateRoles(host.Objects);
            host.controllers.Start();
            await Driven(seed.PlantAsync(host.Objects, host.Delays, cancellationToken), options.Clock as VirtualTime);
            DemoPeople.BindOperator(host.Objects, options.Seed);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    // In virtual time nobody but us lets the controllers work while the seed waits for them.
    private static async Task Driven(Task planting, VirtualTime? time)
    {
        while (time is not null && !planting.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        await planting;
    }

    /// <summary>Stops listening and cuts every connection; the cluster itself lives on.</summary>
    /// <param name="cancellationToken">Not to be begun when already cancelled.</param>
    public Task StopApiAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return listener.StopAsync();
    }

    /// <summary>Listens again, on the same port.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is in use by now.</exception>
    public Task StartApiAsync(CancellationToken cancellationToken = default) => listener.StartAsync(listener.Port, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        if (dns is not null)
        {
            await dns.DisposeAsync();
        }

        access.Dispose();
        zoneIndex.Dispose();
        await controllers.DisposeAsync();
        apiFaults.Dispose();
        clock.Dispose();
        kubeconfig?.Dispose();
        certificates.Dispose();
    }
}
