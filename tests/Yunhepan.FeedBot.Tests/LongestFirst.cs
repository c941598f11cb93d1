using Xunit.Sdk;
using Xunit.v3;
using Yunhepan.FeedBot.Tests;
using Yunhepan.FeedBot.Tests.WholeApp;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Yunhepan.FeedBot.Tests;

/// <summary>Starts sequential tests that take minutes first, so that all others run beside them instead of before them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(Rank).ThenBy(collection => collection.TestCollectionDisplayName, StringComparer.Ordinal)];

    private static int Rank<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection => collection.TestCollectionDisplayName switch
        {
            WholeAppTests.Faults => 0,
            WholeAppTests.Name => 1,
            _ => 2,
        };
}
