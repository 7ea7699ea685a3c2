using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Security;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Security;

public sealed class AccessMemoryTests
{
    private static readonly Person Viewer = new("viewer", "viewer");
    private static readonly ResourceAttributes Question = new("list", "apps", "statefulsets");

    private readonly ManualTime time = new();
    private readonly AccessMemory memory;
    private int asked;

    public AccessMemoryTests() => memory = new(time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_IsRememberedFor30SecondsFromTheQuestion()
    {
        (await AskAsync(Viewer)).ShouldBe((true, time.GetUtcNow() + TimeSpan.FromSeconds(30)));
        time.Advance(TimeSpan.FromSeconds(29.9));
        await AskAsync(Viewer);
        asked.ShouldBe(1);

        time.Advance(TimeSpan.FromSeconds(0.1));
        await AskAsync(Viewer);
        asked.ShouldBe(2);
    }

    [Theory]
    [InlineData("admin", "")]
    [InlineData("Viewer", "")]
    [InlineData("viewer", "operators")]
    public async Task Answer_AboutOneIdentity_IsNeverGivenToAnother(string name, string group)
    {
        await AskAsync(Viewer, answer: true);

        var other = new Person(name, "viewer") { Groups = group.Length > 0 ? [group] : [] };
        (await AskAsync(other, answer: false)).Allowed.ShouldBeFalse();
        (await AskAsync(Viewer, isOwn: true, answer: false)).Allowed.ShouldBeFalse("what the account heard about them is not what they heard themselves");
        (await AskAsync(Viewer)).Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task Question_ThatIsBeingAsked_IsWaitedForAndLivesLongerThanWhoAskedFirst()
    {
        var answer = new TaskCompletionSource<bool>();
        using var leaving = new CancellationTokenSource();
        var first = memory.AskAsync(Viewer, isOwn: false, Question, _ => Count(answer.Task), leaving.Token).AsTask();
        var second = memory.AskAsync(Viewer, isOwn: false, Question, _ => Count(answer.Task), Cancellation).AsTask();

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        answer.SetResult(true);

        (await second).Allowed.ShouldBeTrue();
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task Fault_GoesToWhoAsksAndIsAskedAnewAfterAShortWhile()
    {
        await Should.ThrowAsync<IOException>(() => AskAsync(Viewer, isFault: true));
        await Should.ThrowAsync<IOException>(() => AskAsync(Viewer));
        asked.ShouldBe(1);

        time.Advance(AccessMemory.FaultRememberedFor);
        (await AskAsync(Viewer)).Allowed.ShouldBeTrue();
    }

    [Fact]
    public async Task Clock_PutBack_DoesNotMakeAnAnswerLiveLonger()
    {
        await AskAsync(Viewer);

        time.Advance(TimeSpan.FromHours(-1));
        await AskAsync(Viewer);

        asked.ShouldBe(2);
    }

    [Fact]
    public async Task Answers_OfManyPeople_AreBounded()
    {
        for (var number = 0; number < AccessMemory.MostAnswers + 100; number++)
        {
            await AskAsync(new("person-" + number, ""));
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        memory.Count.ShouldBeLessThanOrEqualTo(AccessMemory.MostAnswers);
        (await AskAsync(new("person-" + (AccessMemory.MostAnswers + 99), ""), answer: false)).Allowed.ShouldBeTrue("the newest is still there");
    }

    private Task<(bool Allowed, DateTimeOffset Until)> AskAsync(Person person, bool isOwn = false, bool answer = true, bool isFault = false) =>
        memory.AskAsync(person, isOwn, Question, _ => Count(isFault ? Task.FromException<bool>(new IOException("no answer")) : Task.FromResult(answer)), Cancellation).AsTask();

    private Task<bool> Count(Task<bool> answer)
    {
        Interlocked.Increment(ref asked);
        return answer;
    }
}
