using System.Net.Sockets;

namespace StatefulDashboard.Kubernetes.Client;

/// <summary>The sockets of one handler, so that they can be closed under what still runs on them.</summary>
internal sealed class OpenSockets
{
    private readonly Lock gate = new();
    private readonly List<Socket> sockets = [];

    public void Add(Socket socket)
    {
        lock (gate)
        {
            sockets.RemoveAll(known => !known.Connected);
            sockets.Add(socket);
        }
    }

    public void CloseAll()
    {
        lock (gate)
        {
            sockets.ForEach(socket => socket.Dispose());
            sockets.Clear();
        }
    }
}
