using StatefulDashboard.Domain.Overview.Facts;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Overview.Facts;

/// <summary>Who writes a set besides people, from what the tools leave on it.</summary>
public sealed class WriterRulesTests
{
    private const SetFields All = SetFields.Replicas | SetFields.Template | SetFields.UpdateStrategy;

    [Fact]
    public void Set_MadeByAPerson_HasNoWriter()
    {
        foreach (var manager in new[] { "kubectl", "kubectl-create", "kubectl-edit", "kubectl-scale", "stateful-dashboard", "unknown", "curl", "k9s" })
        {
            Writers(new() { ManagedFields = [Entry(manager, "Update", All)] }).ShouldBeEmpty(manager);
        }

        Writers(new() { ManagedFields = [Entry("kubectl", "Apply", All), Entry("stateful-dashboard", "Apply", SetFields.Replicas)] }).ShouldBeEmpty();
        Writers(new() { Labels = Map(("app.kubernetes.io/managed-by", "stateful-dashboard")) }).ShouldBeEmpty();
    }

    [Fact]
    public void Set_WrittenByTheControllerOfAutoscalers_HasNoWriterOfThatName() =>
        Writers(new() { ManagedFields = [Entry("kube-controller-manager", "Update", SetFields.Replicas) with { Subresource = "scale" }, Entry("kube-controller-manager", "Update", SetFields.None)] }).ShouldBeEmpty();

    [Fact]
    public void Helm_ByLabelAnnotationsAndManager_IsOneToolWithAllEvidence() =>
        Writers(new()
        {
            Labels = Map(("app.kubernetes.io/managed-by", "Helm"), ("helm.sh/chart", "store-1.2.3"), ("app.kubernetes.io/instance", "store")),
            Annotations = Map(("meta.helm.sh/release-name", "store"), ("meta.helm.sh/release-namespace", "db")),
            ManagedFields = [Entry("helm", "Update", All)],
        }).ShouldBe([new("Helm", WriterKind.Tool,
            ["annotation meta.helm.sh/release-name=store", "annotation meta.helm.sh/release-namespace=db", "label app.kubernetes.io/managed-by=Helm", "managedFields helm (Update)"], All)], SameWriter);

    [Theory]
    [InlineData("argocd-controller", "Apply", "Argo CD", WriterKind.Loop)]
    [InlineData("argocd-application-controller", "Update", "Argo CD", WriterKind.Loop)]
    [InlineData("kustomize-controller", "Apply", "Flux", WriterKind.Loop)]
    [InlineData("helm-controller", "Update", "Flux", WriterKind.Loop)]
    [InlineData("fleetagent", "Update", "Fleet", WriterKind.Loop)]
    [InlineData("Terraform", "Apply", "Terraform", WriterKind.Tool)]
    [InlineData("HashiCorp", "Update", "Terraform", WriterKind.Tool)]
    [InlineData("pulumi-kubernetes-8b2c", "Apply", "Pulumi", WriterKind.Tool)]
    [InlineData("kubectl-client-side-apply", "Update", "kubectl apply", WriterKind.Tool)]
    [InlineData("kafka-operator", "Apply", "kafka-operator", WriterKind.Loop)]
    public void Manager_ThatOwnsFields_IsAWriter(string manager, string operation, string name, WriterKind kind) =>
        Writers(new() { ManagedFields = [Entry(manager, operation, SetFields.Template), Entry(manager, operation, SetFields.Replicas)] })
            .ShouldBe([new(name, kind, [$"managedFields {manager} ({operation})"], SetFields.Template | SetFields.Replicas)]);

    [Theory]
    [InlineData("argocd-controller")]
    [InlineData("kafka-operator")]
    public void Manager_ThatOwnsNoneOfTheFields_IsNoWriter(string manager) => Writers(new() { ManagedFields = [Entry(manager, "Apply", SetFields.None)] }).ShouldBeEmpty();

    [Theory]
    [InlineData("argocd.argoproj.io/instance", "Argo CD")]
    [InlineData("kustomize.toolkit.fluxcd.io/name", "Flux")]
    [InlineData("helm.toolkit.fluxcd.io/name", "Flux")]
    [InlineData("objectset.rio.cattle.io/hash", "Fleet")]
    public void Label_OfALoop_IsEvidence(string label, string name) =>
        Writers(new() { Labels = Map((label, "x")) }).ShouldBe([new(name, WriterKind.Loop, [$"label {label}=x"], SetFields.None)]);

    [Fact]
    public void Annotation_OfArgoCd_IsEvidence() =>
        Writers(new() { Annotations = Map(("argocd.argoproj.io/tracking-id", "shop:apps/StatefulSet:db/web")) })
            .ShouldBe([new("Argo CD", WriterKind.Loop, ["annotation argocd.argoproj.io/tracking-id=shop:apps/StatefulSet:db/web"], SetFields.None)]);

    [Theory]
    [InlineData("kustomize.toolkit.fluxcd.io/reconcile", "disabled")]
    [InlineData("kustomize.toolkit.fluxcd.io/ssa", "Ignore")]
    public void Flux_ThatIsToldToLeaveItAlone_IsNoWriter(string annotation, string value) =>
        Writers(new() { Labels = Map(("kustomize.toolkit.fluxcd.io/name", "apps")), Annotations = Map((annotation, value)) }).ShouldBeEmpty();

    [Fact]
    public void ManagedBy_SomethingUnknown_IsALoopOfThatName() =>
        Writers(new() { Labels = Map(("app.kubernetes.io/managed-by", "strimzi-cluster-operator")) })
            .ShouldBe([new("strimzi-cluster-operator", WriterKind.Loop, ["label app.kubernetes.io/managed-by=strimzi-cluster-operator"], SetFields.None)]);

    [Fact]
    public void Owner_OfTheSet_IsALoop() =>
        Writers(new() { OwnerReferences = [new() { Kind = "Kafka", Name = "events", Uid = "1", Controller = true }] })
            .ShouldBe([new("Kafka/events", WriterKind.Loop, ["ownerReference (controller)"], SetFields.None)]);

    private static IEqualityComparer<WriterInfo> SameWriter => EqualityComparer<WriterInfo>.Create(
        (one, other) => one! with { Evidence = one.Evidence.Order(StringComparer.Ordinal).ToValueList() } == other! with { Evidence = other.Evidence.Order(StringComparer.Ordinal).ToValueList() });

    private static ValueList<WriterInfo> Writers(StatefulSetMeta metadata) => WriterRules.Of(new() { Metadata = metadata });

    private static ManagedFieldsEntry Entry(string manager, string operation, SetFields fields) => new() { Manager = manager, Operation = operation, Fields = fields };

    private static ValueMap Map(params (string Key, string Value)[] pairs) => ValueMap.From(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
}
