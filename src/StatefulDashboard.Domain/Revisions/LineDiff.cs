namespace StatefulDashboard.Domain.Revisions;

/// <summary>Which lines of one text have their like in another, found with the fewest removals and additions (E. Myers, "An O(ND) Difference Algorithm", 1986).</summary>
internal static class LineDiff
{
    /// <summary>Two texts that differ in more lines are taken for two different texts: exact work would take too long, and tell nobody anything.</summary>
    public const int MostDifferences = 1500;

    /// <summary>The pairs of equal lines, as indexes into both, ascending.</summary>
    public static List<(int From, int To)> Equal(IReadOnlyList<string> from, IReadOnlyList<string> to)
    {
        var start = 0;
        while (start < from.Count && start < to.Count && from[start] == to[start])
        {
            start++;
        }

        var end = 0;
        while (end < from.Count - start && end < to.Count - start && from[from.Count - 1 - end] == to[to.Count - 1 - end])
        {
            end++;
        }

        var equal = Enumerable.Range(0, start).Select(index => (index, index)).ToList();
        equal.AddRange(Middle(from, to, start, from.Count - start - end, to.Count - start - end));
        equal.AddRange(Enumerable.Range(0, end).Select(index => (from.Count - end + index, to.Count - end + index)));
        return equal;
    }

    private static List<(int From, int To)> Middle(IReadOnlyList<string> from, IReadOnlyList<string> to, int start, int left, int right)
    {
        // furthest[k] is the furthest place on diagonal k (place in from minus place in to) that so many differences can reach
        var most = Math.Min(left + right, MostDifferences);
        var furthest = new int[(2 * most) + 3];
        var zero = most + 1;
        var steps = new List<int[]>();
        for (var differences = 0; differences <= most; differences++)
        {
            steps.Add((int[])furthest[(zero - differences - 1)..(zero + differences + 2)].Clone());
            for (var diagonal = -differences; diagonal <= differences; diagonal += 2)
            {
                var isAddition = diagonal == -differences || diagonal != differences && furthest[zero + diagonal - 1] < furthest[zero + diagonal + 1];
                var x = isAddition ? furthest[zero + diagonal + 1] : furthest[zero + diagonal - 1] + 1;
                var y = x - diagonal;
                while (x < left && y < right && from[start + x] == to[start + y])
                {
                    (x, y) = (x + 1, y + 1);
                }

                furthest[zero + diagonal] = x;
                if (diagonal == left - right && x >= left)
                {
                    return Back(steps, start, left, right);
                }
            }
        }

        return [];
    }

    private static List<(int From, int To)> Back(List<int[]> steps, int start, int x, int y)
    {
        var equal = new List<(int From, int To)>();
        for (var differences = steps.Count - 1; differences >= 0; differences--)
        {
            var (furthest, zero) = (steps[differences], differences + 1);
            var diagonal = x - y;
            var isAddition = diagonal == -differences || diagonal != differences && furthest[zero + diagonal - 1] < furthest[zero + diagonal + 1];
            var before = isAddition ? diagonal + 1 : diagonal - 1;
            var (beforeX, beforeY) = differences == 0 ? (0, 0) : (furthest[zero + before], furthest[zero + before] - before);
            while (x > beforeX && y > beforeY)
            {
                (x, y) = (x - 1, y - 1);
                equal.Add((start + x, start + y));
            }

            (x, y) = (beforeX, beforeY);
        }

        equal.Reverse();
        return equal;
    }
}
