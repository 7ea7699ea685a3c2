using System.Security.Cryptography;
using StatefulDashboard.DemoCluster.ApiServer.Access;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Scenarios;

/// <summary>The three people of every cluster: an admin, the operator of one namespace and a viewer of all of them; and the roles by which they are that.</summary>
internal static class DemoPeople
{
    private const int TokenBytes = 32;
    private static readonly WriteOptions Writer = new("kube-apiserver");

    /// <summary>The people, the admin first, each with a token of their own that nobody can guess.</summary>
    public static IReadOnlyList<DemoPerson> Of(string seed) =>
    [
        new("admin", NewToken(), [Requester.Masters, Requester.Authenticated]),
        new("operator", NewToken(), [Requester.Authenticated]) { Namespace = Manifests.Read($"operator-{seed}")[0].Text("metadata", "namespace") },
        new("viewer", NewToken(), [Requester.Authenticated]),
    ];

    /// <summary>The roles that every cluster has, and those of the people.</summary>
    public static void CreateRoles(ObjectApi objects)
    {
        foreach (var manifest in (string[])["roles", "people"])
        {
            Apply(objects, manifest);
        }
    }

    /// <summary>Makes the operator the operator of their namespace, which must be there by now.</summary>
    public static void BindOperator(ObjectApi objects, string seed) => Apply(objects, $"operator-{seed}");

    private static void Apply(ObjectApi objects, string manifest)
    {
        foreach (var o in Manifests.Read(manifest))
        {
            Manifests.Apply(objects, o, Writer);
        }
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
}
