using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer.Access;

/// <summary>Who gets which rules where: bindings, subjects, scopes, and that they follow what is stored.</summary>
public sealed class AuthorizerTests : IDisposable
{
    private static readonly string[] Known = ["system:authenticated"];
    private readonly PolicyStore policies = new("db", "shop");

    [Fact]
    public void RoleBinding_ToARole_CountsInItsNamespaceOnly()
    {
        policies.Role("db", "reader", PolicyStore.Rule("get", "apps", "statefulsets"));
        policies.Bind("db", "ann-reads", "Role/reader", "User/ann");
        May("ann", "get", "statefulsets", "db").ShouldBeTrue();
        May("ann", "get", "statefulsets", "shop").ShouldBeFalse();
        May("ann", "get", "statefulsets", "").ShouldBeFalse("of all namespaces is more than of one");
        May("bob", "get", "statefulsets", "db").ShouldBeFalse();
    }

    [Fact]
    public void RoleBinding_ToAClusterRole_GivesItInOneNamespace()
    {
        policies.Role(null, "reader", PolicyStore.Rule("get,list", "*", "*"));
        policies.Bind("shop", "ann-reads", "ClusterRole/reader", "User/ann");
        May("ann", "list", "statefulsets", "shop").ShouldBeTrue();
        May("ann", "list", "statefulsets", "db").ShouldBeFalse();
        May("ann", "list", "nodes", "").ShouldBeFalse();
    }

    [Fact]
    public void ClusterRoleBinding_GivesTheRoleEverywhere()
    {
        policies.Role(null, "reader", PolicyStore.Rule("get,list", "*", "*"));
        policies.Bind(null, "all-read", "ClusterRole/reader", "Group/readers");
        policies.Decide("cyd", ["readers"], "list", "statefulsets", "").IsAllowed.ShouldBeTrue();
        policies.Decide("cyd", ["readers"], "list", "statefulsets", "db").IsAllowed.ShouldBeTrue();
        policies.Decide("readers", Known, "list", "statefulsets", "db").IsAllowed.ShouldBeFalse("a user of a group's name is not the group");
    }

    [Theory]
    [InlineData("ServiceAccount/shop/bot", "system:serviceaccount:shop:bot", true)]
    [InlineData("ServiceAccount/shop/bot", "system:serviceaccount:db:bot", false)]
    [InlineData("ServiceAccount//bot", "system:serviceaccount:db:bot", true)]
    [InlineData("ServiceAccount/shop/bot", "bot", false)]
    [InlineData("User/system:serviceaccount:shop:bot", "system:serviceaccount:shop:bot", true)]
    public void ServiceAccount_IsASubject_ByItsNamespaceAndName(string subject, string user, bool expected)
    {
        policies.Role("db", "reader", PolicyStore.Rule("get", "apps", "statefulsets"));
        policies.Bind("db", "b", "Role/reader", subject);
        May(user, "get", "statefulsets", "db").ShouldBe(expected);
    }

    [Fact]
    public void Master_NeedsNoRule() => policies.Decide("root", ["system:masters"], "delete", "statefulsets", "db").ShouldBe(new(true, ""));

    [Fact]
    public void Reason_NamesBindingRoleAndSubject()
    {
        policies.Role(null, "reader", PolicyStore.Rule("get", "apps", "statefulsets"));
        policies.Bind("db", "b", "ClusterRole/reader", "User/bob", "Group/team");
        policies.Bind(null, "c", "ClusterRole/reader", "ServiceAccount/shop/bot");
        policies.Decide("ann", ["team"], "get", "statefulsets", "db").Reason.ShouldBe("""RBAC: allowed by RoleBinding "b/db" of ClusterRole "reader" to Group "team" """.TrimEnd());
        policies.Decide("system:serviceaccount:shop:bot", Known, "get", "statefulsets", "db").Reason
            .ShouldBe("""RBAC: allowed by ClusterRoleBinding "c" of ClusterRole "reader" to ServiceAccount "bot/shop" """.TrimEnd());
    }

    [Fact]
    public void BindingWithoutItsRole_AllowsNothing_AndSaysSo()
    {
        policies.Bind("db", "b", "Role/gone", "User/ann");
        policies.Bind(null, "c", "ClusterRole/lost", "User/ann");
        policies.Decide("ann", Known, "get", "statefulsets", "db")
            .ShouldBe(new(false, """RBAC: [clusterrole.rbac.authorization.k8s.io "lost" not found, role.rbac.authorization.k8s.io "gone" not found]"""));
        policies.Decide("ann", Known, "get", "statefulsets", "").Reason.ShouldBe("""RBAC: clusterrole.rbac.authorization.k8s.io "lost" not found""");
    }

    [Fact]
    public void WhatIsStored_CountsAtOnce()
    {
        policies.Bind("db", "b", "Role/reader", "User/ann");
        May("ann", "get", "statefulsets", "db").ShouldBeFalse();
        policies.Role("db", "reader", PolicyStore.Rule("get", "apps", "statefulsets"));
        May("ann", "get", "statefulsets", "db").ShouldBeTrue();
        policies.Role("db", "reader", PolicyStore.Rule("list", "apps", "statefulsets"));
        May("ann", "get", "statefulsets", "db").ShouldBeFalse();
        May("ann", "list", "statefulsets", "db").ShouldBeTrue();
        policies.Bind("db", "b", "Role/reader", "User/bob");
        May("ann", "list", "statefulsets", "db").ShouldBeFalse();
        May("bob", "list", "statefulsets", "db").ShouldBeTrue();
        policies.Delete(ResourceKinds.RoleBindings, "db", "b");
        May("bob", "list", "statefulsets", "db").ShouldBeFalse();
    }

    [Fact]
    public void Check_AmongManyBindings_LooksAtThoseOfTheAsker()
    {
        policies.Role(null, "reader", PolicyStore.Rule("get", "apps", "statefulsets"));
        for (var i = 0; i < 2_000; i++)
        {
            policies.Bind(i % 2 == 0 ? null : "db", $"b{i}", "ClusterRole/reader", $"User/u{i}", $"Group/g{i}");
        }

        May("ann", "get", "statefulsets", "db");
        var before = GC.GetAllocatedBytesForCurrentThread();
        May("ann", "get", "statefulsets", "db").ShouldBeFalse();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(16 * 1024, "a check that walks through all bindings makes thousands of objects");
        May("u1999", "get", "statefulsets", "db").ShouldBeTrue();
    }

    private bool May(string user, string verb, string resource, string home) => policies.Decide(user, Known, verb, resource, home).IsAllowed;

    public void Dispose() => policies.Dispose();
}
