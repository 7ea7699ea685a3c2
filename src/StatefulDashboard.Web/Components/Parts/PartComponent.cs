using Microsoft.AspNetCore.Components;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Parts;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Components.Parts;

/// <summary>
/// Shows a part and follows it as long as it is on the page. What is not live (reading, stale, forbidden, gone, broken) is drawn by
/// <see cref="PartFrame"/>, around what the component draws of the value.
/// </summary>
public abstract class PartComponent<T> : ComponentBase, IAsyncDisposable
    where T : class
{
    private CancellationTokenSource? stop;
    private PartAddress? followed;
    private Task loop = Task.CompletedTask;

    [Inject]
    private Part<T> Part { get; set; } = null!;

    [Inject]
    private ICurrentPerson Current { get; set; } = null!;

    [Inject]
    private ILogger<PartComponent<T>> Logger { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Cluster { get; set; } = "";

    /// <summary>Null for a part of the whole cluster.</summary>
    [Parameter]
    public NamespacedName? SetName { get; set; }

    /// <summary>Null until something has come.</summary>
    protected PartView<T>? View { get; private set; }

    protected T? Value => View?.Value;

    /// <summary>Why it is followed no more; null while all is well.</summary>
    protected string? Fault { get; private set; }

    /// <summary>What of the part is meant (<see cref="PartAddress.Query"/>), null for what is not said.</summary>
    protected virtual string? Query(string name) => null;

    private PartAddress Address => new PartAddress(Cluster, SetName).For(Part, Query);

    protected override void OnParametersSet()
    {
        if (followed is not null && followed != Address)
        {
            (View, Fault) = (null, null); // nothing of one set is shown under the name of another
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        // only where there is a circuit: a prerendered page is never told anything
        if (followed == Address)
        {
            return;
        }

        stop?.Cancel();
        stop = new CancellationTokenSource();
        followed = Address;
        loop = Task.WhenAll(loop, FollowAsync(Address, stop));
    }

    public async ValueTask DisposeAsync()
    {
        if (stop is not null)
        {
            await stop.CancelAsync();
        }

        await loop;
        GC.SuppressFinalize(this);
    }

    private async Task FollowAsync(PartAddress address, CancellationTokenSource mine)
    {
        try
        {
            await foreach (var view in Part.WatchAsync(Current.Person, address, mine.Token))
            {
                await InvokeAsync(() =>
                {
                    if (!mine.IsCancellationRequested)
                    {
                        View = view;
                        StateHasChanged();
                    }
                });
            }
        }
        catch (OperationCanceledException) when (mine.IsCancellationRequested)
        {
            // it was left
        }
        catch (Exception exception)
        {
            Logger.LogError(exception, "A page no longer follows {Part} of {Address}", Part.Name, address);
            Fault = exception.Message;
            await InvokeAsync(StateHasChanged);
        }
        finally
        {
            mine.Dispose();
        }
    }
}
