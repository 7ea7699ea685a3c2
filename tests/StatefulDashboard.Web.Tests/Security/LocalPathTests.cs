using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Tests.Security;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/c/demo/ns/db/statefulsets/web?order=first", "/c/demo/ns/db/statefulsets/web?order=first")]
    [InlineData("/?q=数据", "/?q=%E6%95%B0%E6%8D%AE")]
    public void Path_WithinTheSite_IsKept(string wanted, string expected) => LocalPath.Of(wanted).ShouldBe(expected);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("lab")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/..//evil.example/")]
    [InlineData("/./\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    [InlineData("javascript:alert(1)")]
    public void Path_ThatCouldLeadElsewhere_BecomesTheFirstPage(string? wanted) => LocalPath.Of(wanted).ShouldBe("/");
}
