namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>authorization.k8s.io/v1 SelfSubjectAccessReview: the server's answer to "may I?".</summary>
public sealed record SelfSubjectAccessReview
{
    public AccessReviewStatus Status { get; init => field = value ?? new(); } = new();
}

/// <param name="Denied">It is refused whatever another authorizer says; without it, nobody has allowed it.</param>
public sealed record AccessReviewStatus(bool Allowed = false, bool Denied = false);
