using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Revisions;

/// <summary>Two texts side by side, with what is equal folded away but for the lines around a difference.</summary>
internal static class TextDiff
{
    public const int Context = 3;

    /// <summary>A longer folded block is told by its length alone.</summary>
    public const int LongestFold = 400;

    /// <summary>More rows that differ are not shown: the rest is counted.</summary>
    public const int MostRows = 3000;

    public static ValueList<DiffBlock> Of(string from, string to) => Blocks(Rows(Lines(from), Lines(to)));

    private static string[] Lines(string text) => text.Length == 0 ? [] : (text.EndsWith('\n') ? text[..^1] : text).Split('\n');

    // what was removed and what was added between two equal lines stands side by side, line by line
    private static List<DiffRow> Rows(string[] from, string[] to)
    {
        var rows = new List<DiffRow>();
        var (x, y) = (0, 0);
        foreach (var (equalX, equalY) in LineDiff.Equal(from, to).Append((from.Length, to.Length)))
        {
            while (x < equalX || y < equalY)
            {
                rows.Add(new(x < equalX ? x + 1 : null, x < equalX ? from[x] : null, y < equalY ? y + 1 : null, y < equalY ? to[y] : null));
                (x, y) = (Math.Min(x + 1, equalX), Math.Min(y + 1, equalY));
            }

            if (equalX < from.Length && equalY < to.Length)
            {
                rows.Add(new(x + 1, from[x], y + 1, to[y]));
                (x, y) = (x + 1, y + 1);
            }
        }

        return rows;
    }

    private static ValueList<DiffBlock> Blocks(List<DiffRow> rows)
    {
        var blocks = new List<DiffBlock>();
        var isShown = Near(rows);
        for (var index = 0; index < rows.Count;)
        {
            var end = index;
            while (end < rows.Count && isShown[end] == isShown[index])
            {
                end++;
            }

            var count = end - index;
            var kept = isShown[index] ? Math.Min(count, Math.Max(0, MostRows - blocks.Where(block => !block.IsFolded).Sum(block => block.Rows.Count))) : count <= LongestFold ? count : 0;
            blocks.Add(new(!isShown[index], count, rows.GetRange(index, kept).ToValueList()));
            index = end;
        }

        return blocks.ToValueList();
    }

    private static bool[] Near(List<DiffRow> rows)
    {
        var near = new bool[rows.Count];
        for (var index = 0; index < rows.Count; index++)
        {
            if (!rows[index].IsEqual)
            {
                Array.Fill(near, value: true, Math.Max(0, index - Context), Math.Min(rows.Count, index + Context + 1) - Math.Max(0, index - Context));
            }
        }

        UnfoldShort(near);
        return near;
    }

    /// <summary>A fold that is no shorter than what it hides helps nobody.</summary>
    private static void UnfoldShort(bool[] near)
    {
        for (var index = 0; index < near.Length;)
        {
            var end = index;
            while (end < near.Length && near[end] == near[index])
            {
                end++;
            }

            if (!near[index] && end - index <= Context && end - index < near.Length)
            {
                Array.Fill(near, value: true, index, end - index);
            }

            index = end;
        }
    }
}
