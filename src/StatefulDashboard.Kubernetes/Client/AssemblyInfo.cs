using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StatefulDashboard.Kubernetes.Tests")]
[assembly: InternalsVisibleTo("StatefulDashboard.Web.Tests")]
