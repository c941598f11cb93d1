namespace Yunhepan.FeedBot.Hosting;

/// <summary>The service cannot start; the message is one line for the operator, naming what and where.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
