using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Web.Localization;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Components.Actions;

/// <summary>What all dialogs of acting share: what was typed becomes an intent, and a <see cref="PlanSession"/> does the rest.</summary>
public abstract class ActionDialog : ComponentBase, IDisposable
{
    private StatefulSetOverview? seen;

    [Inject]
    protected IActions Actions { get; set; } = null!;

    [Inject]
    protected ICurrentPerson Current { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<UiText> L { get; set; } = null!;

    [Parameter, EditorRequired]
    public string Cluster { get; set; } = "";

    /// <summary>The set as it is now; null where the action is about one that is gone.</summary>
    [Parameter]
    public StatefulSetOverview? Set { get; set; }

    [Parameter]
    public EventCallback OnClose { get; set; }

    protected PlanSession Session { get; private set; } = null!;

    /// <summary>What is wished for as the fields stand; null when that cannot be planned.</summary>
    protected abstract ActionIntent? Wish { get; }

    protected override async Task OnInitializedAsync()
    {
        Session = new(Actions, Current.Person, Cluster, () => InvokeAsync(StateHasChanged));
        seen = Set;
        await BeginAsync();
        await Session.WishAsync(Wish);
    }

    protected override Task OnParametersSetAsync()
    {
        // sets that did not change are the same references
        if (ReferenceEquals(seen, Set))
        {
            return Task.CompletedTask;
        }

        seen = Set;
        return Session.FollowAsync(Wish);
    }

    /// <summary>The fields get their first values.</summary>
    protected virtual Task BeginAsync() => Task.CompletedTask;

    /// <summary>A field has changed.</summary>
    protected Task WishAnewAsync() => Session.WishAsync(Wish);

    public void Dispose()
    {
        Session?.Dispose();
        GC.SuppressFinalize(this);
    }
}
