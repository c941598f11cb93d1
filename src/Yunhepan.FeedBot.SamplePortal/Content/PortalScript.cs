namespace Yunhepan.FeedBot.SamplePortal.Content;

/// <summary>Chooses the next event on the portal. The same seed and the same articles give the same sequence.</summary>
internal sealed class PortalScript(IEnumerable<PortalText> live, int seed)
{
    /// <summary>Every fourth article is urgent, beginning with the second, so that one appears soon after the start.</summary>
    private const int UrgentEvery = 4;
    private const int CorrectEvery = 6;
    private const int WithdrawEvery = 14;

    /// <summary>The number of newest articles that are never withdrawn, so that readers can follow new links.</summary>
    private const int KeptFromWithdrawal = 3;

    private readonly Random _random = new(seed);
    private readonly Queue<PortalText> _ordinary = new(live.Where(text => text.Urgency is null));
    private readonly Queue<PortalText> _urgent = new(live.Where(text => text.Urgency is not null));
    private int _tick;
    private int _published;
    private int _bulletins;

    /// <summary>Returns the next step, given the current articles, newest first.</summary>
    public PortalStep Next(IReadOnlyList<PortalArticle> articles)
    {
        _tick++;
        var step = (_tick % WithdrawEvery, _tick % CorrectEvery) switch
        {
            (WithdrawEvery - 1, _) => Step(PortalAction.Withdraw, articles),
            (_, CorrectEvery - 1) => Step(PortalAction.Correct, articles),
            _ => null,
        };
        return step ?? Publish(urgent: _published % UrgentEvery == 1);
    }

    /// <summary>Returns a step of a kind; null if no article is suitable.</summary>
    public PortalStep? Step(PortalAction action, IReadOnlyList<PortalArticle> articles) => action switch
    {
        PortalAction.Correct => Correct(articles),
        PortalAction.Withdraw => Withdraw(articles),
        PortalAction.PublishOrdinary => Publish(urgent: false),
        PortalAction.PublishUrgent => Publish(urgent: true),
        _ => throw new System.Diagnostics.UnreachableException($"no step of the kind {action}"),
    };

    private PortalStep.Publish Publish(bool urgent)
    {
        _published++;
        if ((urgent ? _urgent : _ordinary).TryDequeue(out var text))
            return new PortalStep.Publish(text);
        _bulletins++;
        return new PortalStep.Publish(urgent
            ? PortalBulletins.Urgent(_bulletins, _random)
            : PortalBulletins.Ordinary(_bulletins, _random));
    }

    /// <summary>Corrects the newest mistake first, because people have just been alerted to it.</summary>
    private static PortalStep.Correct? Correct(IReadOnlyList<PortalArticle> articles)
    {
        var wrong = articles.FirstOrDefault(a => a is { CorrectionNote: null, Text.Correction: not null });
        return wrong?.Text.Correction is { } correction ? new PortalStep.Correct(wrong, correction) : null;
    }

    private PortalStep.Withdraw? Withdraw(IReadOnlyList<PortalArticle> articles)
    {
        var fit = articles.Skip(KeptFromWithdrawal).Where(a => a.Text is { Live: true, Time: null }).Take(8).ToList();
        return fit.Count == 0 ? null : new PortalStep.Withdraw(fit[_random.Next(fit.Count)]);
    }
}
