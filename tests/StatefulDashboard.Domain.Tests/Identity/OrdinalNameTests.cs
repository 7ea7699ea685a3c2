using StatefulDashboard.Domain.Identity;

namespace StatefulDashboard.Domain.Tests.Identity;

public sealed class OrdinalNameTests
{
    [Theory]
    [InlineData("web", "web-0", 0)]
    [InlineData("web", "web-12", 12)]
    [InlineData("web", "web-2147483647", int.MaxValue)]
    [InlineData("web", "web-2147483648", null)]
    [InlineData("web", "web-01", null)]
    [InlineData("web", "web-", null)]
    [InlineData("web", "web", null)]
    [InlineData("web", "web-+1", null)]
    [InlineData("web", "web-1-0", null)]
    [InlineData("web", "webx-0", null)]
    [InlineData("web-1", "web-1-0", 0)]
    public void OfPodIn_AnyName_IsExact(string set, string pod, int? ordinal) => OrdinalName.OfPodIn(set, pod).ShouldBe(ordinal);

    [Theory]
    [InlineData("www", "web", "www-web-3", 3)]
    [InlineData("www", "web", "www-web-x-3", null)]
    [InlineData("www", "web", "www-web2-3", null)]
    [InlineData("www", "web", "wwwx-web-3", null)]
    [InlineData("www-web", "web", "www-web-web-0", 0)]
    [InlineData("www", "web-web", "www-web-web-0", 0)]
    [InlineData("www", "web", "www-web-web-0", null)]
    public void OfClaimIn_AnyName_IsExact(string template, string set, string claim, int? ordinal) =>
        OrdinalName.OfClaimIn(template, set, claim).ShouldBe(ordinal);

    [Fact]
    public void Split_NameWithoutOrdinal_IsNull()
    {
        OrdinalName.Split("web").ShouldBeNull();
        OrdinalName.Split("-3").ShouldBeNull();
        OrdinalName.Split("my-web-3").ShouldBe(("my-web", 3));
    }
}
