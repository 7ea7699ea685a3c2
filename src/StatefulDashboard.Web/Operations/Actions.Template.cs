using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

public sealed partial class Actions
{
    public Task<string?> TemplateYamlAsync(Person person, string clusterId, NamespacedName name, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);
}
