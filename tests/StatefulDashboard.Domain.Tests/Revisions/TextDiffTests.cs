using StatefulDashboard.Domain.Revisions;

namespace StatefulDashboard.Domain.Tests.Revisions;

public sealed class TextDiffTests
{
    [Theory]
    [InlineData("a b c", "a b c", "=a =b =c")]
    [InlineData("a b c", "a x c", "=a ~b/x =c")]
    [InlineData("a b c", "a c", "=a -b =c")]
    [InlineData("a c", "a b c", "=a +b =c")]
    [InlineData("", "a", "+a")]
    [InlineData("a", "", "-a")]
    [InlineData("a b", "x y z", "~a/x ~b/y +z")]
    [InlineData("a a a", "a a", "=a =a -a")]
    [InlineData("x a b", "a b y", "-x =a =b +y")]
    [InlineData("a b c a b b a", "c b a b a c", "-a -b =c +b =a =b -b =a +c")] // as in the paper
    public void Rows_OfTwoTexts_PairWhatIsEqualAndWhatStandsInItsPlace(string from, string to, string expected) =>
        string.Join(' ', TextDiff.Of(Text(from), Text(to)).SelectMany(block => block.Rows).Select(Say)).ShouldBe(expected);

    [Fact]
    public void Rows_OfAnyTexts_HoldEachLineOnceInItsOrderAndAsFewDifferencesAsThereCanBe()
    {
        var random = new Random(7);
        for (var run = 0; run < 500; run++)
        {
            string[] from = RandomLines(random), to = RandomLines(random);

            var rows = TextDiff.Of(Text(string.Join(' ', from)), Text(string.Join(' ', to))).SelectMany(block => block.Rows).ToList();

            rows.Where(row => row.From is not null).Select(row => (row.FromNumber!.Value, row.From!)).ShouldBe(from.Select((line, index) => (index + 1, line)));
            rows.Where(row => row.To is not null).Select(row => (row.ToNumber!.Value, row.To!)).ShouldBe(to.Select((line, index) => (index + 1, line)));
            rows.Count(row => row.IsEqual).ShouldBe(LongestCommon(from, to), string.Join(' ', from) + " | " + string.Join(' ', to));
        }
    }

    [Fact]
    public void Blocks_FarFromADifference_AreFolded()
    {
        var lines = Enumerable.Range(1, 30).Select(number => "line" + number).ToArray();
        var changed = lines.ToArray();
        changed[14] = "other";

        TextDiff.Of(Text(string.Join(' ', lines)), Text(string.Join(' ', changed))).Select(block => (block.IsFolded, block.Count, block.Rows.Count))
            .ShouldBe([(true, 11, 11), (false, 7, 7), (true, 12, 12)]);
    }

    [Fact]
    public void Blocks_OfHugeTexts_AreCutAndCounted()
    {
        var from = string.Join(' ', Enumerable.Range(1, 5000).Select(number => "a" + number));
        var to = string.Join(' ', Enumerable.Range(1, 5000).Select(number => "b" + number));

        var blocks = TextDiff.Of(Text("same " + from), Text("same " + to));

        blocks.Sum(block => block.Count).ShouldBe(5001);
        blocks.Sum(block => block.Rows.Count).ShouldBe(TextDiff.MostRows);
    }

    private static string Text(string words) => string.Concat(words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word + "\n"));

    private static string Say(DiffRow row) => (row.From, row.To) switch
    {
        (null, { } to) => "+" + to,
        ({ } from, null) => "-" + from,
        var (from, to) => row.IsEqual ? "=" + from : "~" + from + "/" + to,
    };

    private static string[] RandomLines(Random random) => [.. Enumerable.Range(0, random.Next(12)).Select(_ => ((char)('a' + random.Next(4))).ToString())];

    private static int LongestCommon(string[] from, string[] to)
    {
        var lengths = new int[from.Length + 1, to.Length + 1];
        for (var x = 1; x <= from.Length; x++)
        {
            for (var y = 1; y <= to.Length; y++)
            {
                lengths[x, y] = from[x - 1] == to[y - 1] ? lengths[x - 1, y - 1] + 1 : Math.Max(lengths[x - 1, y], lengths[x, y - 1]);
            }
        }

        return lengths[from.Length, to.Length];
    }
}
