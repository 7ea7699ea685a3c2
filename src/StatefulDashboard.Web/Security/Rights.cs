using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Security;

/// <summary>Asks by SelfSubjectAccessReview, with the client that the person would write with: who has none may do nothing.</summary>
public sealed partial class Rights(IPersonClients people, ILogger<Rights> logger) : IRights
{
    public async Task<IReadOnlyList<Right>> AskAsync(
        Person person, ClusterConnection connection, IReadOnlyList<ResourceAttributes> questions, CancellationToken cancellationToken)
    {
        if (person.IsNobody || people.Find(person.Name, connection) is not { } client)
        {
            return [.. questions.Select(_ => Right.No)];
        }

        return await Task.WhenAll(questions.Select(AskOneAsync));

        async Task<Right> AskOneAsync(ResourceAttributes question)
        {
            try
            {
                var (allowed, _) = await connection.Access.AskAsync(person, isOwn: true, question, token => client.MayAsync(question, token), cancellationToken);
                return allowed ? Right.Yes : Right.No;
            }
            catch (Exception fault) when (fault is KubernetesException or ObjectDisposedException)
            {
                LogUnknown(person.Name, question.Verb, question.Qualified, fault.Message);
                return Right.Unknown;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Whether {Person} may {Verb} {Resource} could not be found out: {Why}")]
    private partial void LogUnknown(string person, string verb, string resource, string why);
}
