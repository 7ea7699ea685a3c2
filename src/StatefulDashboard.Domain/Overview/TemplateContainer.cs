namespace StatefulDashboard.Domain.Overview;

/// <summary>A container of the pod template. A name stands for one container only, whether it is an init container or not.</summary>
public sealed record TemplateContainer(string Name, string Image, bool IsInit);
