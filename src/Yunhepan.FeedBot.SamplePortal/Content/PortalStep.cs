namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>One thing the editors of the portal do.</summary>
internal abstract record PortalStep
{
    private PortalStep()
    {
    }

    internal sealed record Publish(PortalText Text) : PortalStep;

    internal sealed record Correct(PortalArticle Article, PortalCorrection Correction) : PortalStep;

    internal sealed record Withdraw(PortalArticle Article) : PortalStep;
}

/// <summary>What can be asked of the portal out of turn.</summary>
internal enum PortalAction
{
    PublishOrdinary,
    PublishUrgent,
    Correct,
    Withdraw,
}
