using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Operations;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Components.Actions;

/// <summary>
/// One action from the wish to the outcome, as a dialog goes through it: planned at once, then checked by the server; planned anew when
/// the wish or the set changes; confirmed once. It belongs to one circuit, whose events come one after the other.
/// </summary>
/// <param name="changed">Called when something that is shown has changed while an answer was waited for.</param>
public sealed class PlanSession(IActions actions, Person person, string cluster, Func<Task> changed) : IDisposable
{
    private readonly CancellationTokenSource closing = new();
    private ActionIntent? intent;
    private ActionPlan? planned;
    private ActionPlan? seen;
    private int turn;
    private int checkedTurn;

    /// <summary>Null while nothing can be planned: no usable wish, or the set is not there any more.</summary>
    public ActionPlan? Plan { get; private set; }

    /// <summary>What the server says to it; null while that is not known.</summary>
    public ActionOutcome? DryRun { get; private set; }

    public ValueList<FieldDifference> Differences { get; private set; } = [];

    /// <summary>The server is being asked.</summary>
    public bool IsChecking { get; private set; }

    public bool IsSending { get; private set; }

    /// <summary>The set is not there (any more), or may not be seen.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Why nothing could be planned: the cluster gave no answer. Untrusted.</summary>
    public string? Problem { get; private set; }

    /// <summary>What became of the last confirmation; null before, and again after another wish.</summary>
    public ActionOutcome? Outcome { get; private set; }

    public bool IsDone => Outcome?.Kind == OutcomeKind.Applied;

    /// <summary>The name that was typed. It is forgotten when other dangers come: these were not confirmed.</summary>
    public string Typed { get; set; } = "";

    /// <summary>The plan is one that can be done, the server has had its say, and the name is typed where it is wanted.</summary>
    public bool MayConfirm =>
        !IsSending && !IsChecking && !IsDone && intent is not null && Plan is { Refusal: null } plan && DryRun?.Kind != OutcomeKind.Refused
        && (!plan.NeedsName || string.Equals(Typed, plan.Name.Name, StringComparison.Ordinal));

    /// <summary>The person can have read the plan: on a slow connection the screen is behind.</summary>
    public bool IsSeen => Equals(seen, Plan);

    /// <summary>The browser shows this plan now.</summary>
    public void Seen(ActionPlan? plan) => seen = plan;

    /// <summary>A confirmation that cannot be meant for the present plan is answered, and does nothing.</summary>
    public void Refuse(string message)
    {
        if (!IsSending && !IsDone)
        {
            Outcome = new(OutcomeKind.Conflict, message);
        }
    }

    /// <summary>Somebody wishes for something else; null: for something that cannot be planned.</summary>
    public async Task WishAsync(ActionIntent? wish)
    {
        if (IsSending || IsDone)
        {
            return;
        }

        intent = wish;
        Outcome = null;
        await PlanAsync();
    }

    /// <summary>The cluster has changed: a plan that no longer fits is made anew. What became of the last confirmation stays to be read.</summary>
    public Task FollowAsync(ActionIntent? wish)
    {
        if (IsSending || IsDone)
        {
            return Task.CompletedTask;
        }

        intent = wish;
        return PlanAsync();
    }

    /// <summary>Does what is planned, once, however often it is clicked.</summary>
    public async Task ConfirmAsync()
    {
        if (!MayConfirm || Plan is not { } confirmed || intent is not { } wish)
        {
            return;
        }

        IsSending = true;
        try
        {
            // a dialog that is closed meanwhile does not take back what was confirmed
            Outcome = await actions.ExecuteAsync(person, cluster, confirmed, wish, Typed, CancellationToken.None);
        }
        catch (KubernetesException fault)
        {
            Outcome = new(OutcomeKind.Failed, fault.Message);
        }
        finally
        {
            IsSending = false;
        }

        if (Outcome.Kind == OutcomeKind.Conflict)
        {
            planned = null;
            await PlanAsync();
        }
    }

    public void Dispose()
    {
        if (!closing.IsCancellationRequested)
        {
            closing.Cancel();
            closing.Dispose();
        }
    }

    private async Task PlanAsync()
    {
        if (closing.IsCancellationRequested)
        {
            return;
        }

        var mine = ++turn;
        var (plan, problem) = await AskAsync(intent);
        if (mine != turn || closing.IsCancellationRequested)
        {
            return; // something newer was asked meanwhile, or nobody is there any more
        }

        Problem = problem;

        if (plan is not null && plan.Equals(planned))
        {
            checkedTurn = IsChecking ? checkedTurn : turn;
            return;
        }

        planned = plan;
        IsGone = plan is null && problem is null && intent is not null;
        Show(plan);
        (DryRun, Differences) = (null, []);
        await CheckAsync();
    }

    private async Task<(ActionPlan? Plan, string? Problem)> AskAsync(ActionIntent? wish)
    {
        try
        {
            return (wish is null ? null : await actions.PlanAsync(person, cluster, wish, closing.Token), null);
        }
        catch (KubernetesException fault)
        {
            return (null, fault.Message);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            return (null, null);
        }
    }

    // one question at a time: whoever types fast does not flood the server, and the last wish is always asked for
    private async Task CheckAsync()
    {
        if (IsChecking)
        {
            return;
        }

        try
        {
            while (checkedTurn != turn && planned is { Refusal: null } && intent is { } wish)
            {
                IsChecking = true;
                checkedTurn = turn;
                await changed();
                var preview = await actions.PreviewAsync(person, cluster, wish, closing.Token);
                if (checkedTurn == turn && preview is not null)
                {
                    Show(preview.Plan);
                    (DryRun, Differences) = (preview.DryRun, preview.Differences);
                }
            }
        }
        catch (KubernetesException fault)
        {
            DryRun = new(OutcomeKind.Failed, fault.Message);
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // the dialog was closed
        }
        finally
        {
            IsChecking = false;
        }
    }

    private void Show(ActionPlan? plan)
    {
        if (!Dangers(plan).Equals(Dangers(Plan)))
        {
            Typed = "";
        }

        Plan = plan;
    }

    private static ValueList<Hazard> Dangers(ActionPlan? plan) =>
        plan is null ? [] : plan.Hazards.Where(hazard => hazard.Severity == Severity.Danger).ToValueList();
}
