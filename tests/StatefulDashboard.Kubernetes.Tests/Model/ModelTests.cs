using System.Globalization;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Model;

/// <summary>
/// An informer against a server on a real socket whose cluster changes at random while it breaks in every way it knows. After each
/// quiet moment the cache is the model; until then no change comes twice or out of order, and no deletion is lost.
/// </summary>
public sealed class ModelTests
{
    private const int Steps = 10_000;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, int.Parse(Environment.GetEnvironmentVariable("STATEFULDASHBOARD_MODEL_SEEDS") ?? "20", CultureInfo.InvariantCulture))];

    // the seed stands in the test's name
    [Theory]
    [MemberData(nameof(Seeds))]
    [Fault(21)]
    [Fault(22)]
    public async Task Cache_AfterEveryQuietMoment_IsTheModel(int seed)
    {
        var random = new Random(seed);
        var cluster = new ModelCluster();
        await using var server = await ModelApiServer.StartAsync(cluster, hasStreamingLists: seed % 3 != 0);
        await using var observer = new ModelObserver(server.Endpoint, seed);

        for (var step = 1; step <= Steps; step++)
        {
            if (random.Next(12) == 0)
            {
                Disturb(cluster, server, random);
            }
            else
            {
                Change(cluster, random);
            }

            if (random.Next(10) == 0)
            {
                // in the middle of it all: as far as this mark everything has been delivered, whatever breaks on the way
                await observer.SeenAsync(cluster.Put("mark"));
            }

            if (step % 200 == 0)
            {
                await observer.SeenAsync(cluster.Put("mark"));
                observer.State.ShouldBe(cluster.State, ignoreOrder: true, $"seed {seed}, step {step}");
                observer.Cached.ShouldBe(cluster.State, ignoreOrder: true, $"seed {seed}, step {step}");
            }
        }

        observer.Errors.ShouldBeGreaterThan(100, "otherwise nothing was tested");
    }

    private static void Change(ModelCluster cluster, Random random)
    {
        var name = "p" + random.Next(12).ToString(CultureInfo.InvariantCulture);
        switch (random.Next(10))
        {
            case < 3:
                cluster.Delete(name);
                break;
            case 3:
                cluster.Delete(name); // and made again at once: another object
                cluster.Put(name);
                break;
            default:
                cluster.Put(name);
                break;
        }
    }

    private static void Disturb(ModelCluster cluster, ModelApiServer server, Random random)
    {
        switch (random.Next(18))
        {
            case 0:
                cluster.Disturb(ModelApiServer.EndCleanly);
                break;
            case 1:
                cluster.Disturb(ModelApiServer.Cut);
                break;
            case 2:
                cluster.Disturb(ModelApiServer.CutInLine);
                break;
            case 3:
                cluster.Disturb("this is no JSON");
                break;
            case 4:
                cluster.Disturb(Api.Event("UPSERTED", Api.Pod("x", "1")));
                break;
            case 5:
                cluster.Disturb(Api.Event("ADDED", Api.Pod("a-node", "1", kind: "Node"))); // skipped
                break;
            case 6:
                cluster.Disturb(Api.Event("ERROR", Api.Status(410, "Expired")));
                break;
            case 7:
                cluster.Disturb(Api.Event("ERROR", Api.Status(500, "InternalError")));
                break;
            case 8 or 9:
                cluster.Bookmark();
                break;
            case 10:
                cluster.Disturb(ModelApiServer.Cut);
                cluster.Compact(); // what changes until the client is back can only be found by a list
                break;
            case 11:
                cluster.Compact();
                break;
            case 12:
                server.ExpirePages();
                break;
            case 13:
                var broken = random.Next(2) == 0 ? 500 : 503;
                server.Refuse(context => ModelApiServer.SendAsync(context, broken, "InternalError"));
                cluster.Disturb(ModelApiServer.EndCleanly);
                break;
            case 14:
                server.Refuse(context =>
                {
                    context.Response.Headers.RetryAfter = "3";
                    return ModelApiServer.SendAsync(context, 429, "TooManyRequests");
                });
                cluster.Disturb(ModelApiServer.Cut);
                break;
            case 15:
                server.Refuse(context =>
                {
                    context.Abort();
                    return Task.CompletedTask;
                });
                cluster.Disturb(ModelApiServer.EndCleanly);
                break;
            case 16:
                var refused = random.Next(2) == 0 ? 401 : 403;
                server.Refuse(context => ModelApiServer.SendAsync(context, refused, "Forbidden"));
                cluster.Disturb(ModelApiServer.EndCleanly);
                break;
            default:
                // a streaming list (or a watch) that dies after a few events that do not count
                var bookmark = random.Next(2) == 0 ? Api.Bookmark("1") + "\n" : "";
                var uid = "ghost-" + random.Next().ToString(CultureInfo.InvariantCulture);
                server.Refuse(async context =>
                {
                    await context.Response.WriteAsync(Api.Added("ghost", "1", uid) + "\n" + bookmark);
                    context.Abort();
                });
                cluster.Compact();
                cluster.Disturb(Api.Event("ERROR", Api.Status(410, "Expired")));
                break;
        }
    }
}
