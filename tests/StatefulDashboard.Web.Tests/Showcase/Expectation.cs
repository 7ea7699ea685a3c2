using System.Text.RegularExpressions;
using StatefulDashboard.Web.Tests.Recordings;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>A file that says what is to be seen; what differs in each run stands there as a word.</summary>
internal static partial class Expectation
{
    /// <summary>Waits until what is seen is what the file says; a cluster that lives is on its way there for a moment.</summary>
    public static async Task MeetAsync(string file, Func<string> seen, int seconds = 40)
    {
        var path = Path.Combine(Recording.Folder, "..", "StatefulDashboard.Web.Tests", "Showcase", "Expected", file + ".txt");
        var expected = File.Exists(path) ? (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n") : "";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(expected.Length == 0 ? 15 : seconds));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var actual = Normal(seen());
        while (actual != expected)
        {
            try
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                actual.ShouldBe(expected, $"{file}.txt; seen:\n{actual}");
            }

            actual = Normal(seen());
        }
    }

    /// <summary>Addresses, hashes of revisions (A is the first that is named) and uids of volumes are chance.</summary>
    public static string Normal(string text)
    {
        text = Address().Replace(text.ReplaceLineEndings("\n"), "<address>");
        text = Volume().Replace(text, "<volume>");
        text = Duration().Replace(text, "OthersTook(<duration>)");
        text = BackOff().Replace(text, "back-off <duration>");
        text = Uid().Replace(text, "<uid>");
        List<string> revisions = [];
        return Revision().Replace(text, match =>
        {
            var index = revisions.IndexOf(match.Groups["hash"].Value);
            if (index < 0)
            {
                index = revisions.Count;
                revisions.Add(match.Groups["hash"].Value);
            }

            return match.Groups["set"].Value + "-" + (char)('A' + index);
        });
    }

    [GeneratedRegex(@"\b10\.244\.\d+\.\d+\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();

    [GeneratedRegex(@"\bpvc-[0-9a-f-]{36}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Volume();

    [GeneratedRegex(@"\bback-off [0-9ms]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BackOff();

    [GeneratedRegex(@"\b[0-9a-f]{8}-[0-9a-f-]{27}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uid();

    [GeneratedRegex(@"OthersTook\(\d+:\d\d\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();

    // the alphabet of the names that Kubernetes makes has no vowels and few digits
    [GeneratedRegex(@"\b(?<set>[a-z]+)-(?<hash>[bcdf-hj-np-tv-xz2456789]{8,10})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Revision();
}
