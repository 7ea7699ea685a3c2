using System.Reflection;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Informers;

/// <summary>The faults that a watch has to survive; each has a test against something that really misbehaves so.</summary>
public sealed class FaultCoverageTests
{
    public static TheoryData<int, string> Faults => new()
    {
        { 1, "the stream ends cleanly" },
        { 2, "the stream ends within a second without an event" },
        { 3, "410 when the watch starts" },
        { 4, "410 as an ERROR event" },
        { 5, "the list's resourceVersion is expired or too large" },
        { 6, "the continue token has expired" },
        { 7, "the connection is refused" },
        { 8, "429 with Retry-After" },
        { 9, "503 and 500, also as ERROR event" },
        { 10, "a half-open connection" },
        { 11, "an HTTP/2 connection is lost with all its streams" },
        { 12, "a proxy holds back the headers" },
        { 13, "a watch stays quiet" },
        { 14, "UTF-8 is cut between chunks, a line is 1.5 MB long, a tail is cut off" },
        { 15, "a line is no JSON, or of an unknown type" },
        { 16, "an object of another kind" },
        { 17, "bookmarks" },
        { 18, "a server without bookmarks" },
        { 19, "a server refuses streaming lists" },
        { 20, "a streaming list dies before its end mark" },
        { 21, "a deletion was missed" },
        { 22, "the same name with a new uid between two lists" },
        { 23, "a pod leaves the selector" },
        { 24, "a subscriber that does not read" },
        { 25, "401 after the token was rotated" },
        { 27, "403 on one kind" },
        { 29, "clocks differ" },
        { 30, "the cluster is let go" },
        { 31, "10,000 changes in a second" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void EachFault_HasATest(int number, string fault) =>
        typeof(FaultCoverageTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttributes<FaultAttribute>().Any(attribute => attribute.Number == number))
            .ShouldNotBeEmpty($"fault {number}: {fault}");
}
