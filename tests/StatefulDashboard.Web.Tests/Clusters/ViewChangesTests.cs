using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Tests.Clusters;

public sealed class ViewChangesTests
{
    private static readonly NamespacedName One = new("a", "one");
    private static readonly NamespacedName Two = new("a", "two");

    [Fact]
    public void Since_SomeVersionsBefore_NamesAllThatHaveChanged()
    {
        var first = ViewChanges.Start();
        var second = first.Next(new(), [One]);
        var third = second.Next(new(), [Two]);

        third.Since(first).ShouldBe([One, Two], ignoreOrder: true);
        third.Since(second).ShouldBe([Two]);
        third.Since(third).ShouldNotBeNull().ShouldBeEmpty();
        second.Since(third).ShouldBeNull("a newer one");
    }

    [Fact]
    public void Since_FurtherBackThanIsRemembered_IsNotKnown()
    {
        var first = ViewChanges.Start();
        var last = first;
        for (var index = 0; index < 64; index++)
        {
            last = last.Next(new(), [One]);
        }

        last.Since(first).ShouldBe([One]);
        last.Next(new(), [Two]).Since(first).ShouldBeNull();
    }

    [Fact]
    public void Since_AnotherLine_IsNotKnown() => ViewChanges.Start().Next(new(), [One]).Since(ViewChanges.Start()).ShouldBeNull();
}
