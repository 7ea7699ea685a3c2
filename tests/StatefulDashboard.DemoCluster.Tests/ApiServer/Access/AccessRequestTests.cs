using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Http;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer.Access;

/// <summary>What a request is about, as rules speak of it (Kubernetes documentation, Authorization: determine the request verb).</summary>
public class AccessRequestTests
{
    [Theory]
    [InlineData("GET", "/api/v1/namespaces/db/pods/web-0", "get //pods/web-0 in db")]
    [InlineData("HEAD", "/api/v1/namespaces/db/pods/web-0", "get //pods/web-0 in db")]
    [InlineData("GET", "/api/v1/namespaces/db/pods", "list //pods/ in db")]
    [InlineData("GET", "/api/v1/pods", "list //pods/ in ")]
    [InlineData("GET", "/api/v1/pods?watch=true", "watch //pods/ in ")]
    [InlineData("GET", "/api/v1/pods?watch=1", "watch //pods/ in ")]
    [InlineData("GET", "/api/v1/pods?watch=false", "list //pods/ in ")]
    [InlineData("GET", "/apis/apps/v1/namespaces/db/statefulsets/web?watch=true", "get /apps/statefulsets/web in db")]
    [InlineData("GET", "/api/v1/namespaces/db/pods?fieldSelector=metadata.name%3Dweb-0", "list //pods/web-0 in db")]
    [InlineData("GET", "/api/v1/namespaces/db/pods?watch=true&fieldSelector=status.phase%3DRunning,metadata.name%3D%3Dweb-0", "watch //pods/web-0 in db")]
    [InlineData("GET", "/api/v1/namespaces/db/pods?fieldSelector=metadata.name!%3Dweb-0", "list //pods/ in db")]
    [InlineData("POST", "/apis/apps/v1/namespaces/db/statefulsets", "create /apps/statefulsets/ in db")]
    [InlineData("PUT", "/apis/apps/v1/namespaces/db/statefulsets/web", "update /apps/statefulsets/web in db")]
    [InlineData("PATCH", "/apis/apps/v1/namespaces/db/statefulsets/web/scale", "patch /apps/statefulsets/scale/web in db")]
    [InlineData("POST", "/api/v1/namespaces/db/pods/web-0/eviction", "create //pods/eviction/web-0 in db")]
    [InlineData("DELETE", "/api/v1/namespaces/db/pods/web-0", "delete //pods/web-0 in db")]
    [InlineData("DELETE", "/api/v1/namespaces/db/pods", "deletecollection //pods/ in db")]
    [InlineData("GET", "/api/v1/namespaces", "list //namespaces/ in ")]
    [InlineData("GET", "/api/v1/namespaces/db", "get //namespaces/db in db")]
    [InlineData("PUT", "/api/v1/namespaces/db/finalize", "update //namespaces/finalize/db in db")]
    [InlineData("GET", "/api/v1/nodes/node-a", "get //nodes/node-a in ")]
    [InlineData("GET", "/api/v1/namespaces/%64b/pods", "list //pods/ in db")]
    [InlineData("GET", "/api/v1/watch/namespaces/db/pods", "watch //pods/ in db")]
    public void ResourcePath_IsReadAsKubernetesReadsIt(string method, string target, string expected)
    {
        var found = Of(method, target);
        found.IsResource.ShouldBeTrue();
        $"{found.Verb} /{found.Group}/{found.QualifiedResource}/{found.Name} in {found.Namespace}".ShouldBe(expected);
    }

    [Theory]
    [InlineData("GET", "/version", "get /version")]
    [InlineData("GET", "/api", "get /api")]
    [InlineData("GET", "/api/v1", "get /api/v1")]
    [InlineData("GET", "/apis/apps/v1", "get /apis/apps/v1")]
    [InlineData("POST", "/metrics/x/y/z", "post /metrics/x/y/z")]
    public void OtherPath_IsNoResource(string method, string target, string expected)
    {
        var found = Of(method, target);
        found.IsResource.ShouldBeFalse();
        $"{found.Verb} {found.Path}".ShouldBe(expected);
    }

    // a right that is asked for one thing must not open another: whatever is served is what was asked about
    [Fact]
    public void ServedRequest_IsAboutWhatWasAskedFor()
    {
        string[] beginnings = ["api/v1", "/api//v1", "%61pi/v1", "apis/apps/v1", "apis/rbac.authorization.k8s.io/v1", "apis/rbac%2eauthorization.k8s.io/v1/"];
        string[] segments = ["namespaces", "namespaces", "nodes", "pods", "clusterroles", "roles", "statefulsets", "db", "status", "finalize", "watch", "x%2fy", "", "%2e", "%252e"];
        var random = new Random(7);
        var served = 0;
        for (var round = 0; round < 50_000; round++)
        {
            var path = $"/{random.GetItems(beginnings, 1)[0]}/{string.Join('/', random.GetItems(segments, random.Next(1, 6)))}";
            if (ResourceRequest.Parse(PathString.FromUriComponent(path).Value!) is not { } resource)
            {
                continue;
            }

            served++;
            var asked = Of("GET", path);
            (asked.IsResource, asked.Group, asked.Version, asked.Resource, asked.Subresource).ShouldBe((true, resource.Kind.Group, resource.Kind.Version, resource.Kind.Plural, resource.Subresource ?? ""), path);
            asked.Name.ShouldBe(resource.Name ?? "", path);
            if (resource.Kind.Plural != "namespaces")
            {
                asked.Namespace.ShouldBe(resource.Namespace, path);
            }
        }

        served.ShouldBeGreaterThan(1000);
    }

    private static AccessRequest Of(string method, string target)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        var parts = target.Split('?', 2);
        context.Request.Path = PathString.FromUriComponent(parts[0]);
        context.Request.QueryString = new QueryString(parts.Length > 1 ? "?" + parts[1] : "");
        return AccessRequest.Of(context.Request);
    }
}
