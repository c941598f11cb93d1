namespace Yunhepan.FeedBot.Tests;

/// <summary>
/// Finds the checkout in which these tests were built, from the output folder upwards, because a deterministic build, such as one
/// with <c>CI=true</c>, rewrites a caller's file path to <c>/_/</c>.
/// </summary>
internal static class Checkout
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The folder of this project.</summary>
    public static string Tests { get; } = Path.Combine(Root, "tests", "Yunhepan.FeedBot.Tests");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Yunhepan.FeedBot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Yunhepan.FeedBot.sln.");
    }
}
