using Microsoft.AspNetCore.Http;
using StatefulDashboard.DemoCluster.ApiServer.Objects;
using StatefulDashboard.DemoCluster.ApiServer.Storage;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>Who somebody is, whom they may act as and what they may do: what a request passes before it is served.</summary>
internal sealed class AccessControl : IDisposable
{
    private readonly PolicyIndex policies;
    private readonly Impersonation impersonation;

    public AccessControl(ResourceStore store, IReadOnlyList<DemoPerson> people)
    {
        policies = new PolicyIndex(store);
        Authenticator = new Authenticator(people);
        Authorizer = new Authorizer(policies);
        impersonation = new Impersonation(Authorizer);
    }

    public Authenticator Authenticator { get; }

    public Authorizer Authorizer { get; }

    /// <exception cref="ApiException">401: nobody has the token; 400 or 403: somebody is taken on who may not be.</exception>
    public void Identify(HttpContext context)
        => context.Features.Set(new RequestAccess(impersonation.Apply(Authenticator.Authenticate(context.Request), context.Request), AccessRequest.Of(context.Request)));

    /// <exception cref="ApiException">403: no rule allows what is asked.</exception>
    public void Authorize(HttpContext context)
    {
        var access = RequestAccess.Of(context);
        Authorizer.Demand(access.Requester, access.Request);
    }

    public void Dispose() => policies.Dispose();
}
