using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Lifecycle;

namespace StatefulDashboard.DemoCluster.Controllers.Deployments;

/// <summary>Drives Deployments: a ReplicaSet for each template, scaled by the strategy (kubernetes pkg/controller/deployment).</summary>
internal sealed class DeploymentController : Controller
{
    private static readonly WriteOptions Writer = new("kube-controller-manager");
    private readonly ReplicaSetRevisions revisions;
    private readonly RollingUpdate rollout;
    private readonly DeploymentStatus status;
    private readonly EventRecorder events;

    public DeploymentController(ObjectApi objects, DemoClock clock, ILogger logger)
        : base(objects, clock, logger)
    {
        events = new EventRecorder(objects, "deployment-controller");
        revisions = new ReplicaSetRevisions(objects, events);
        rollout = new RollingUpdate(objects, events);
        status = new DeploymentStatus(objects);
    }

    public override ResourceKind[] Watched => [ResourceKinds.Deployments, ResourceKinds.ReplicaSets, ResourceKinds.Pods];

    protected override IEnumerable<string> KeysFor(StoreChange change)
    {
        var o = change.Object;
        if (o.Kind == ResourceKinds.Deployments)
        {
            return [o.Key];
        }

        if (o.Kind == ResourceKinds.Pods)
        {
            // only Recreate waits for the end of pods
            return change.Type == ChangeType.Deleted && o.Controller is { } owner && owner.Text("kind") == "ReplicaSet"
                ? OwnersOf(Store.Get(ResourceKinds.ReplicaSets, o.Namespace, owner.Text("name")!)) : [];
        }

        var owners = OwnersOf(o).Concat(OwnersOf(change.Previous)).Distinct().ToArray();
        return owners.Length > 0 || change.Type == ChangeType.Deleted ? owners
            : Store.In(ResourceKinds.Deployments, o.Namespace).Where(d => LabelSelector.From(d.Root.Object("spec", "selector")).Matches(o.Labels)).Select(d => d.Key);
    }

    protected override void Reconcile(string @namespace, string name)
    {
        if (Store.Get(ResourceKinds.Deployments, @namespace, name) is not { } deployment)
        {
            return;
        }

        var sets = revisions.ListOf(deployment);
        if (deployment.IsTerminating)
        {
            status.Write(deployment, sets, sets.Find(s => s.HasTemplateOf(deployment)), judge: false);
            return;
        }

        TellPause(deployment);
        if (deployment.IsPaused() || IsScaling(deployment, sets))
        {
            Follow(deployment, sets);
        }
        else if (deployment.IsRecreate())
        {
            Recreate(deployment, sets);
        }
        else
        {
            var newest = revisions.Newest(deployment, sets, make: true)!;
            var old = Others(sets, newest);
            var scaled = rollout.Step(deployment, newest, old);
            Finish(deployment, newest, isStill: !scaled);
        }

        ReturnAtDeadline(deployment);
    }

    private static IEnumerable<string> OwnersOf(StoredObject? set)
        => set?.Controller is { } owner && owner.Text("kind") == "Deployment" ? [StoredObject.KeyOf(set.Namespace, owner.Text("name")!)] : [];

    private static List<StoredObject> Others(IEnumerable<StoredObject> sets, StoredObject? newest) => [.. sets.Where(s => s.Uid != newest?.Uid)];

    private static bool IsScaling(StoredObject deployment, List<StoredObject> sets)
        => sets.Exists(s => s.Replicas() > 0 && s.Annotation(DeploymentFacts.DesiredReplicas) is { } desired && desired != deployment.Replicas().ToString(CultureInfo.InvariantCulture));

    // paused, or another number of replicas: no step of a rollout, only sizes
    private void Follow(StoredObject deployment, List<StoredObject> sets)
    {
        var newest = revisions.Newest(deployment, sets, make: false);
        rollout.Resize(deployment, newest, Others(sets, newest));
        if (deployment.IsPaused())
        {
            revisions.CleanUp(deployment, Others(sets, newest));
        }

        status.Write(deployment, revisions.ListOf(deployment), newest, judge: false);
    }

    private void Recreate(StoredObject deployment, List<StoredObject> sets)
    {
        var newest = revisions.Newest(deployment, sets, make: false);
        var old = Others(sets, newest);
        var isStopping = rollout.StopAll(deployment, old)
            || old.Exists(s => Store.ControlledBy(ResourceKinds.Pods, s.Uid).Any(p => !p.IsEnded()));
        if (!isStopping)
        {
            newest ??= revisions.Newest(deployment, sets, make: true)!;
            rollout.Scale(deployment, newest, deployment.Replicas());
        }

        Finish(deployment, newest, isStill: !isStopping);
    }

    private void Finish(StoredObject deployment, StoredObject? newest, bool isStill)
    {
        var sets = revisions.ListOf(deployment);
        var now = newest is null ? null : sets.Find(s => s.Uid == newest.Uid);
        if (isStill && DeploymentStatus.IsComplete(deployment, deployment.Root.Object("status") ?? []))
        {
            revisions.CleanUp(deployment, Others(sets, now));
        }

        status.Write(deployment, sets, now, judge: true);
    }

    private void TellPause(StoredObject deployment)
    {
        var known = DeploymentStatus.Condition(deployment.Root, "Progressing").Text("reason");
        if (deployment.Deadline() is null || known == "ProgressDeadlineExceeded" || deployment.IsPaused() == (known == "DeploymentPaused"))
        {
            return;
        }

        var (reason, message) = deployment.IsPaused() ? ("DeploymentPaused", "Deployment is paused") : ("DeploymentResumed", "Deployment is resumed");
        Objects.Modify(ResourceKinds.Deployments, deployment.Namespace, deployment.Name, "status", Writer, root =>
        {
            DeploymentStatus.SetCondition(root.Ensure("status"), "Progressing", "Unknown", reason, message, Objects.Now);
            return root;
        });
    }

    private void ReturnAtDeadline(StoredObject deployment)
    {
        if (deployment.Deadline() is { } deadline && Store.Get(ResourceKinds.Deployments, deployment.Namespace, deployment.Name) is { } now
            && DeploymentStatus.Condition(now.Root, "Progressing") is { } known && known.Text("reason") is not ("NewReplicaSetAvailable" or "ProgressDeadlineExceeded")
            && !DeploymentStatus.IsComplete(now, now.Root.Object("status") ?? []) && !now.IsPaused() && Stamps.FromStamp(known.Text("lastUpdateTime")) is { } from)
        {
            // real time, not demo time: the deadline is reckoned from timestamps
            Clock.AfterReal(from + deadline + TimeSpan.FromSeconds(1) - Objects.Now, () => AgainNow(deployment.Key));
        }
    }
}
