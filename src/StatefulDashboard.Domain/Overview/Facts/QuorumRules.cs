using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview.Facts;

/// <summary>
/// Which sets need a majority of their members: those that say so, and those that run an image which is known to vote. The list is
/// short on purpose: a store that replicates without voting (MySQL, PostgreSQL, Redis, plain Kafka brokers) is not in it, and
/// whoever runs one with votes says so with the annotation.
/// </summary>
internal static class QuorumRules
{
    public const string Mark = "stateful-dashboard.io/quorum";

    private static readonly string[] Images =
    [
        "etcd", "zookeeper", "consul", "nats", "mongo", "mongodb", "rabbitmq", "cockroach", "rqlite", "redis-sentinel",
        "mariadb-galera", "galera", "percona-xtradb-cluster",
    ];

    /// <summary>Brokers and controllers share one image; only controllers vote, and sets of them are named so.</summary>
    private static readonly string[] Kafka = ["kafka", "cp-kafka", "cp-server"];

    public static QuorumInfo? Of(StatefulSet set)
    {
        var evidence = Said(set) is { } said ? (said ? Mark + "=true" : null) : KnownImage(set);
        return evidence is null ? null : new(set.Spec.Replicas, (set.Spec.Replicas / 2) + 1, evidence);
    }

    // the set before its template, annotations before labels; a value that is neither true nor false says nothing
    private static bool? Said(StatefulSet set)
    {
        var template = set.Spec.Template.Metadata;
        foreach (var map in new[] { set.Metadata.Annotations, set.Metadata.Labels, template.Annotations, template.Labels })
        {
            if (bool.TryParse(map.Get(Mark), out var said))
            {
                return said;
            }
        }

        return null;
    }

    private static string? KnownImage(StatefulSet set)
    {
        foreach (var container in set.Spec.Template.Spec.Containers)
        {
            var name = NameOf(container.Image);
            if (Images.Contains(name, StringComparer.Ordinal))
            {
                return "image " + name;
            }

            if (Kafka.Contains(name, StringComparer.Ordinal) && set.Metadata.Name.Contains("controller", StringComparison.Ordinal))
            {
                return "image " + name + ", name " + set.Metadata.Name;
            }
        }

        return null;
    }

    /// <summary>"registry:5000/bitnami/etcd:3.5@sha256:…" → "etcd".</summary>
    internal static string NameOf(string image)
    {
        var name = image.Split('@')[0];
        name = name[(name.LastIndexOf('/') + 1)..];
        var tag = name.IndexOf(':', StringComparison.Ordinal);
        return tag < 0 ? name : name[..tag];
    }
}
