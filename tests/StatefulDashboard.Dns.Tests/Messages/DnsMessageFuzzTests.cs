using StatefulDashboard.Dns.Messages;
using StatefulDashboard.Dns.Tests.Fakes;

namespace StatefulDashboard.Dns.Tests.Messages;

public sealed class DnsMessageFuzzTests(ITestOutputHelper output)
{
    private const int Rounds = 100_000;

    [Fact]
    public void Read_RandomBytes_OnlyThrowsDnsFormatException()
    {
        var random = NewRandom();
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = new byte[random.Next(0, 200)];
            random.NextBytes(bytes);
            for (var index = 4; index < Math.Min(12, bytes.Length); index++)
            {
                // Small counts and much zero, or nothing would get past the header.
                bytes[index] = (byte)(index % 2 == 0 ? 0 : random.Next(3));
            }

            Check(bytes);
        }
    }

    [Fact]
    public void Read_MutatedMessages_OnlyThrowsDnsFormatException()
    {
        var random = NewRandom();
        byte[][] originals = [DnsMessageWriter.Write(Samples.Everything), DnsMessageWriter.Write(Samples.Addresses(DnsMessage.Query(1, new(Samples.Peer, DnsRecordType.A)), 5))];
        var read = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = (byte[])originals[round % originals.Length].Clone();
            for (var mutations = random.Next(1, 6); mutations > 0; mutations--)
            {
                var place = random.Next(bytes.Length);
                bytes[place] = random.Next(3) switch
                {
                    0 => (byte)random.Next(256),
                    1 => (byte)(bytes[place] ^ (1 << random.Next(8))),
                    _ => 0xC0,
                };
            }

            read += Check(random.Next(10) == 0 ? bytes[..random.Next(bytes.Length)] : bytes) ? 1 : 0;
        }

        output.WriteLine($"{read} of {Rounds} were still messages.");
        read.ShouldBeGreaterThan(Rounds / 100);
    }

    /// <summary>What can be read can be written, and reads back equal.</summary>
    private static bool Check(byte[] bytes)
    {
        DnsMessage message;
        try
        {
            message = DnsMessageReader.Read(bytes);
        }
        catch (DnsFormatException)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.GetType().Name} for {Convert.ToHexString(bytes)}", exception);
        }

        if (!DnsMessageReader.Read(DnsMessageWriter.Write(message)).Equals(message))
        {
            throw new InvalidOperationException($"No round trip for {Convert.ToHexString(bytes)}");
        }

        return true;
    }

    private Random NewRandom()
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}");
        return new(seed);
    }
}
