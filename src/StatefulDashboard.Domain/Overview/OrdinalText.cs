using StatefulDashboard.Domain.Identity;

namespace StatefulDashboard.Domain.Overview;

/// <summary>Pods of a set as people list them: three or more in a row are told by the first and the last.</summary>
public static class OrdinalText
{
    /// <summary>"web-0, web-1", "web-0 … web-4, web-7"; in ascending order, each once.</summary>
    public static string Pods(string setName, IEnumerable<int> ordinals) => string.Join(", ", Runs(ordinals).Select(run =>
        run.Last == run.First ? OrdinalName.OfPod(setName, run.First)
        : OrdinalName.OfPod(setName, run.First) + (run.Last == run.First + 1 ? ", " : " … ") + OrdinalName.OfPod(setName, run.Last)));

    private static List<(int First, int Last)> Runs(IEnumerable<int> ordinals)
    {
        var runs = new List<(int First, int Last)>();
        foreach (var ordinal in ordinals.Distinct().Order())
        {
            if (runs.Count > 0 && runs[^1].Last == ordinal - 1)
            {
                runs[^1] = (runs[^1].First, ordinal);
            }
            else
            {
                runs.Add((ordinal, ordinal));
            }
        }

        return runs;
    }
}
