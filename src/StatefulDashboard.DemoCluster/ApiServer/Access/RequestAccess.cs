using Microsoft.AspNetCore.Http;

namespace StatefulDashboard.DemoCluster.ApiServer.Access;

/// <summary>Who makes a request and what it is about; every request that was let in carries it.</summary>
internal sealed record RequestAccess(Requester Requester, AccessRequest Request)
{
    public static RequestAccess Of(HttpContext context)
        => context.Features.Get<RequestAccess>() ?? throw new InvalidOperationException("A request is served that nobody let in.");
}
