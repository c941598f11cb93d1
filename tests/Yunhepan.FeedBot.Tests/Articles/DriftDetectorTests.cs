using Yunhepan.FeedBot.Ingestion.Drift;


namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>The rule distinguishes a broken page from a busy one.</summary>
public sealed class DriftDetectorTests
{
    // A feed of 20 with dates and texts, two new ones a day.
    private static readonly SourceObservation Usual = new(20, 2, 0, 18, 1, 1, 900);

    [Fact]
    public void A_usual_document_is_accepted()
    {
        Assert.IsType<DriftVerdict.Fine>(DriftDetector.Judge(Known(), Usual));
        Assert.IsType<DriftVerdict.Fine>(DriftDetector.Judge(Known(), Usual with { New = 20 }));
        Assert.IsType<DriftVerdict.Fine>(DriftDetector.Judge(Known(), Usual with { Items = 4, New = 4, TitleLength = 3, DatedShare = 0, TextLength = 0 }));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, "no articles on a page that usually has 20")]
    [InlineData(20, 2, 18, 1, 0.2, 900, "80% of the titles repeat others")]
    [InlineData(20, 18, 4, 1, 1, 900, "18 of 20 links are new and their titles have 4 characters, usually 18")]
    [InlineData(20, 18, 18, 0.1, 1, 900, "18 of 20 links are new and 10% have a date, usually 100%")]
    [InlineData(20, 18, 18, 1, 1, 20, "18 of 20 items are new and their texts have 20 characters, usually 900")]
    public void Entries_that_are_not_articles_are_held_back_with_the_evidence(
        int items, int fresh, int titleLength, double datedShare, double titleShare, int textLength, string evidence)
    {
        var seen = new SourceObservation(items, fresh, 0, titleLength, datedShare, titleShare, textLength);
        var held = Assert.IsType<DriftVerdict.Hold>(DriftDetector.Judge(Known(), seen));
        Assert.Contains(evidence, held.Evidence, StringComparison.Ordinal);
        // The same is normal where it always was so.
        if (seen.Items > 0)
            Assert.IsType<DriftVerdict.Fine>(DriftDetector.Judge(Known(seen with { New = 2 }), seen));
    }

    [Theory]
    [InlineData(20, 20, true)]
    [InlineData(20, 10, true)]
    [InlineData(20, 9, false)]
    [InlineData(11, 11, false)]
    public void New_addresses_of_known_titles_are_a_move_of_the_articles(int fresh, int withKnownTitle, bool isMove) =>
        Assert.Equal(isMove, DriftDetector.Judge(Known(), Usual with { New = fresh, NewWithKnownTitle = withKnownTitle }) is DriftVerdict.Renamed);

    [Fact]
    public void Before_three_documents_are_known_only_an_empty_page_is_suspicious()
    {
        var young = SourceBaseline.Unknown.With(Usual).With(Usual);
        Assert.IsType<DriftVerdict.Fine>(DriftDetector.Judge(young, Usual with { New = 20, TitleLength = 2 }));
        Assert.IsType<DriftVerdict.Hold>(DriftDetector.Judge(young, new SourceObservation(0, 0, 0, 0, 0, 0)));
        Assert.IsType<DriftVerdict.Fine>(DriftDetector.Judge(SourceBaseline.Unknown, new SourceObservation(0, 0, 0, 0, 0, 0)));
    }

    [Fact]
    public void A_source_whose_entries_are_always_all_new_is_accepted()
    {
        var busy = Known(Usual with { New = 20 });
        Assert.IsType<DriftVerdict.Fine>(DriftDetector.Judge(busy, Usual with { New = 20, DatedShare = 0 }));
    }

    [Fact]
    public void What_is_usual_is_written_and_read_back_and_what_was_not_written_so_is_unknown()
    {
        var usual = Known();
        Assert.Equal(usual, SourceBaseline.Read(usual.Write()));
        var negative = usual.Write().Replace("\"Items\":", "\"Items\":-", StringComparison.Ordinal);
        foreach (var nonsense in (string?[])[null, "", "1;2", "{}", "[]", "null", "{\"Documents\":5}", negative])
            Assert.Equal(SourceBaseline.Unknown, SourceBaseline.Read(nonsense));
    }

    private static SourceBaseline Known(SourceObservation? seen = null) =>
        Enumerable.Range(0, 6).Aggregate(SourceBaseline.Unknown, (usual, _) => usual.With(seen ?? Usual));
}
