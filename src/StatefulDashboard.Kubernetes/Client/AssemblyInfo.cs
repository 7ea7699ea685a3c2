using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StatefulDashboard.Kubernetes.Tests")]
