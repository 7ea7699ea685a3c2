using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview;

/// <summary>What is known of the pod template: enough to tell whether a change of it makes sense.</summary>
/// <param name="Selector">The set's: a template's labels must match it.</param>
/// <param name="HasRollingUpdate">spec.updateStrategy.rollingUpdate is there: a JSON patch can put a partition into it.</param>
public sealed record TemplateInfo(ValueList<TemplateContainer> Containers, LabelSelector Selector, bool HasRollingUpdate)
{
    public static readonly TemplateInfo Empty = new([], new(), HasRollingUpdate: false);

    public TemplateContainer? Container(string name) => Containers.FirstOrDefault(container => string.Equals(container.Name, name, StringComparison.Ordinal));

    internal static TemplateInfo Of(StatefulSet set) => new(
        set.Spec.Template.Spec.InitContainers.Select(container => new TemplateContainer(container.Name, container.Image, IsInit: true))
            .Concat(set.Spec.Template.Spec.Containers.Select(container => new TemplateContainer(container.Name, container.Image, IsInit: false)))
            .ToValueList(),
        set.Spec.Selector,
        set.Spec.UpdateStrategy.RollingUpdate is not null);
}
