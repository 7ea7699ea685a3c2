namespace StatefulDashboard.Web.Configuration;

/// <summary>The dashboard cannot start, for a reason that the person who starts it can mend; the message says how.</summary>
public sealed class StartUpException(string message, Exception? inner = null) : Exception(message, inner);
