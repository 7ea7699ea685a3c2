using System.Globalization;

namespace StatefulDashboard.Web.Tests.Outcomes;

/// <summary>Counts what became of the cases, and keeps the stories of those that went wrong.</summary>
internal sealed class Tally(string kind)
{
    private const int MostStories = 6;
    private readonly List<Case> wrong = [];
    private int whole;
    private int waiting;
    private int unforeseen;
    private readonly List<string> refused = [];
    private int empty;

    /// <summary>Plans that were carried out to their last step.</summary>
    public int Whole => whole;

    public void Add(Case one)
    {
        if (one.Proof is not { } proof)
        {
            if (one.IsRefused)
            {
                refused.Add(one.Plan!.Refusal!.Code.ToString());
            }
            else
            {
                empty++;
            }
        }
        else if (proof.Wrong.Count > 0)
        {
            wrong.Add(one);
        }
        else
        {
            (proof.Missing is null ? ref whole : ref proof.WasUnforeseen ? ref unforeseen : ref waiting)++;
        }
    }

    public void ShouldBeRight()
    {
        var sum = string.Create(CultureInfo.InvariantCulture,
            $"{kind}: {whole} carried out, {waiting} stopped where the plan said so, {unforeseen} stopped by what could not be known, {refused.Count} refused, {empty} without a plan, {wrong.Count} wrong\n")
            + "refused: " + string.Join(", ", refused.CountBy(code => code).OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Value} {pair.Key}"));
        TestContext.Current.TestOutputHelper?.WriteLine(sum);
        if (wrong.Count > 0)
        {
            var kinds = wrong.GroupBy(one => Shape(one.Proof!.Wrong[0])).OrderByDescending(group => group.Count()).ToArray();
            Assert.Fail(sum + "\n" + string.Join('\n', kinds.Select(group => $"{group.Count(),5} x {group.Key}"))
                + "\n\n" + string.Join('\n', kinds.Take(MostStories).Select(group => group.First().Story)));
        }
    }

    private static string Shape(string text) => System.Text.RegularExpressions.Regex.Replace(text, "[a-z]+-[0-9a-z-]*[0-9]", "…", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
