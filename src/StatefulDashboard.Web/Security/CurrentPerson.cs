using Microsoft.AspNetCore.Components.Authorization;

namespace StatefulDashboard.Web.Security;

/// <summary>
/// The person of a request, or of the circuit that a request opened. A circuit's services are made in the request that
/// opens it, so what is found there is held.
/// </summary>
public sealed class CurrentPerson(IHttpContextAccessor http, IServiceProvider services, SignIn signIn) : ICurrentPerson
{
    private Person? known;

    public Person Person => known ??= Find();

    private Person Find()
    {
        if (http.HttpContext is { } context)
        {
            return signIn.PersonOf(context.User);
        }

        // inside a circuit the authentication state was set when it was opened, so the task is complete
        var state = services.GetService<AuthenticationStateProvider>()?.GetAuthenticationStateAsync();
        return signIn.PersonOf(state is { IsCompletedSuccessfully: true } done ? done.GetAwaiter().GetResult().User : null);
    }
}
