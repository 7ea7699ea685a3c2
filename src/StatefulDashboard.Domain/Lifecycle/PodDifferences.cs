using StatefulDashboard.Domain.Overview;

namespace StatefulDashboard.Domain.Lifecycle;

/// <summary>What sets the pods of one set apart.</summary>
internal static class PodDifferences
{
    private const int MostNames = 4;

    public static IEnumerable<Statement> Of(PodPlan? template, IReadOnlyList<PodLife> pods)
    {
        var containers = pods.SelectMany(pod => pod.Plan.Containers.Select((plan, index) => (Pod: pod.Name, Plan: plan, Life: pod.Containers[index]))).ToLookup(item => item.Plan.Name, StringComparer.Ordinal);
        foreach (var container in containers)
        {
            var wanted = template?.Containers.FirstOrDefault(plan => string.Equals(plan.Name, container.Key, StringComparison.Ordinal));
            foreach (var image in container.GroupBy(item => item.Plan.Image, StringComparer.Ordinal))
            {
                if (wanted is not null && !string.Equals(image.Key, wanted.Image, StringComparison.Ordinal))
                {
                    yield return Statement.Of(StatementCode.DifferentImage, Names(image.Select(item => item.Pod)), container.Key, image.Key, wanted.Image);
                }

                foreach (var statement in Digests(container.Key, image.Key, [.. image.Where(item => item.Life.ImageId.Length > 0).Select(item => (item.Pod, item.Life.ImageId))]))
                {
                    yield return statement;
                }
            }

            if (wanted is null && template is not null)
            {
                yield return Statement.Of(StatementCode.DifferentContainer, Names(container.Select(item => item.Pod)), container.Key);
            }
        }

        if (template is not null)
        {
            foreach (var added in template.Containers.Where(plan => pods.Count > 0 && pods.Any(pod => pod.Plan.Containers.All(own => own.Name != plan.Name))))
            {
                yield return Statement.Of(StatementCode.DifferentWithout, Names(pods.Where(pod => pod.Plan.Containers.All(own => own.Name != added.Name)).Select(pod => pod.Name)), added.Name);
            }
        }
    }

    /// <summary>One tag that has meant more than one image: the nodes pulled it at different times.</summary>
    private static IEnumerable<Statement> Digests(string container, string image, (string Pod, string Id)[] running)
    {
        var byId = running.GroupBy(item => item.Id, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ToArray();
        return byId.Length < 2
            ? []
            : byId.Skip(1).Select(other => Statement.Of(StatementCode.DifferentDigest, Names(other.Select(item => item.Pod)), container, image, Names(byId[0].Select(item => item.Pod))));
    }

    private static string Names(IEnumerable<string> names)
    {
        string[] all = [.. names.Distinct(StringComparer.Ordinal)];
        return all.Length <= MostNames ? string.Join(", ", all) : string.Join(", ", all.Take(MostNames - 1)) + ", …, " + all[^1];
    }
}
