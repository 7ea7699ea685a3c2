using System.Diagnostics.Metrics;

namespace StatefulDashboard.Web.Metrics;

/// <summary>Listens to the framework's own counters of circuits and SignalR connections, of this host only.</summary>
public sealed class ConnectionMeters : IDisposable
{
    private static readonly Dictionary<string, (string Name, string Help)> Known = new(StringComparer.Ordinal)
    {
        ["aspnetcore.components.circuit.active"] = ("stateful_dashboard_circuits", "Circuits of pages, those that wait for their browser to come back included."),
        ["aspnetcore.components.circuit.connected"] = ("stateful_dashboard_connected_circuits", "Circuits of pages that have a browser."),
        ["signalr.server.active_connections"] = ("stateful_dashboard_signalr_connections", "SignalR connections: one for each page, and those of programs to the hub."),
    };

    private readonly MeterListener listener = new();
    private readonly Dictionary<string, long> values = Known.Keys.ToDictionary(name => name, _ => 0L, StringComparer.Ordinal);
    private readonly Lock gate = new();

    public ConnectionMeters(IMeterFactory host)
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, host) && Known.ContainsKey(instrument.Name))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, change, _, _) =>
        {
            lock (gate)
            {
                values[instrument.Name] += change;
            }
        });
        listener.Start();
    }

    public void Write(MetricsText text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var (instrument, (name, help)) in Known)
        {
            text.Gauge(name, help);
            lock (gate)
            {
                text.Sample(values[instrument]);
            }
        }
    }

    public void Dispose() => listener.Dispose();
}
