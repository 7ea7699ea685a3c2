namespace StatefulDashboard.Domain.Overview;

/// <summary>The sentences that can be said; each has a text of the same name in every language. {0}… are the arguments.</summary>
public enum StatementCode
{
    // headlines
    Steady,                     // {0} replicas
    PodsUnread,                 // {0} ready, {1} replicas, as the status says
    DeletingUnread,
    SetUnread,
    ScaledToZero,
    Deleting,                   // {0} pods left
    DeletingForeground,         // {0} pods left
    DeletingOrphan,             // {0} pods left
    Creating,                   // {0} pod
    WaitsForReady,              // {0} pod
    WaitsForAvailable,          // {0} pod, {1} minReadySeconds
    WaitsForTermination,        // {0} pod
    WaitsForRestart,            // {0} failed pod that is made again
    TakesDown,                  // {0} condemned pod
    WaitsBeforeScaleDown,       // {0} pod that must be Available before a condemned one goes
    UpdatesPod,                 // {0} pod, {1} revision
    ParallelWaits,              // {0} pods that are not Available
    ParallelTakesDown,          // {0} condemned pods
    Held,                       // {0} partition, {1} updated pods, {2} revision
    HeldNothing,                // {0} partition, {1} replicas: no pod gets the template
    WaitsForHand,               // {0} outdated pods, {1} revision
    Finishing,                  // {0} revision
    BlockedByPod,               // {0} pod, {1} its revision, {2} revision it would get
    CannotStart,                // {0} pod, {1} fault
    CannotCreate,               // {0} pod
    TakesTooLong,               // {0} pod
    TerminatesTooLong,          // {0} pod

    // details
    OthersTook,                 // {0} duration
    ComeAfter,                  // {0} pods
    CreationSays,               // {0} text of the controller
    FaultSays,                  // {0} pod, {1} text
    DeletingFinalizers,         // {0} names
    DeletingKeepsClaims,        // {0} claims
    DeletingTakesClaims,        // {0} claims that go, {1} that stay
    ZeroEndsRollout,            // {0} revision
    DeleteToGoOn,               // {0} pod
    Ended,                      // {0} pod, {1} container, {2} reason, {3} exit code
    EndedOutOfMemory,           // {0} pod, {1} container
    StayOnCurrent,              // {0} pods, {1} revision
    ComesBackOn,                // {0} pod, {1} revision
    MayBeTrap,                  // {0} pod, {1} its revision, {2} revision it would get
    ClaimPending,               // {0} claim, {1} class

    // notices
    NoGoverningService,         // {0} Service
    ServiceNotHeadless,         // {0} Service
    ClaimsLeftBehind,           // {0} count, {1} size
    NotObserved,
    PartitionAboveReplicas,     // {0} partition, {1} replicas
    NoServiceNamed,
    WillAdopt,                  // {0} pods
    KindsUnread,                // {0} resources "pods, nodes"

    // what happens next
    NextAvailable,              // {0} pod
    NextCreate,                 // {0} pod
    NextGone,                   // {0} pod
    NextUpdate,                 // {0} pods, {1} revision
    NextHold,                   // {0} partition
    NextScaleDown,              // {0} pods
    NextByHand,                 // {0} pods
    NextDeletePod,              // {0} pod

    // scale plan: steps
    StepScale,                  // {0} from, {1} to
    StepCreate,                 // {0} pod
    StepCreateParallel,         // {0} pod
    StepCreateClaim,            // {0} claim
    StepTakeBackClaim,          // {0} claim, {1} size
    StepTakeDown,               // {0} pod
    StepTakeDownParallel,       // {0} pod
    StepMore,                   // {0} count of further ordinals

    // scale plan: consequences and hazards
    ClaimKept,                  // {0} claim, {1} size
    ClaimDeleted,               // {0} claim, {1} size, {2} reclaim policy
    ClaimTakenBack,             // {0} claim, {1} size
    ClaimCreated,               // {0} claim, {1} size
    HazardClaimsDeleted,        // {0} count, {1} size, {2} reclaim policies
    HazardOldData,              // {0} claim, {1} moment
    HazardOldDataMany,          // {0} count, {1} size
    HazardLeftBehind,           // {0} count, {1} size
    HazardRolloutUnderWay,      // {0} update revision
    HazardHeldToZero,           // {0} partition
    HazardWaitsFor,             // {0} pod
    HazardToZero,
    HazardTrap,                 // {0} pod
    HazardClaimTerminating,     // {0} claim
    HazardClaimGoes,            // {0} claim
    HazardClaimOpen,            // {0} claim, {1} pod
    HazardStopping,             // {0} pod
    HazardStopsAfter,           // {0} pod, {1} pod that it waits for
    HazardClaimsUnread,
    HazardClaimsUnreadDeleted,

    // hazards of any plan
    HazardWrittenBack,          // {0} writer, {1} evidence
    HazardMayBeWrittenBack,     // {0} writer, {1} evidence
    HazardToolWritesBack,       // {0} tool, {1} evidence
    HazardMadeAgain,            // {0} writer, {1} evidence
    HazardToolMakesAgain,       // {0} tool, {1} evidence
    HazardAutoscaler,           // {0} autoscaler, {1} min, {2} max
    HazardAutoscalerPaused,     // {0} autoscaler
    HazardAutoscalerLeft,       // {0} autoscaler
    HazardAutoscalersUnread,
    HazardBudget,               // {0} pods down, {1} budget, {2} allowed, {3} healthy, {4} wanted
    HazardNoBudget,
    HazardBudgetsUnread,
    HazardQuorumLost,           // {0} members left, {1} size, {2} majority, {3} evidence
    HazardQuorumEven,           // {0} target, {1} one less, {2} evidence
    HazardFault,                // {0} pod, {1} fault
    HazardFaultWaits,           // {0} pod, {1} fault
    HazardFaultsMore,           // {0} count
    HazardClaimLost,            // {0} claim
    HazardNoGrace,
    HazardShortGrace,           // {0} seconds
    HazardOneNode,              // {0} node, {1} pods
    HazardPartitionAbove,       // {0} partition, {1} replicas
    GoOnAtSource,               // {0} writer
    GoOnAutoscaler,             // {0} autoscaler
    GoOnFewer,
    GoOnQuorum,                 // {0} majority

    // rollout plan
    TemplateOutdated,
    StepRolloutStart,           // {0} partition
    StepRolloutTakeOver,        // {0} partition
    StepCondemnedFirst,         // {0} pod
    StepUnderWay,               // {0} pod
    StepApproval,
    StepRelease,                // {0} from, {1} to
    StepReplace,                // {0} pod
    StepMissing,                // {0} pod
    StepGate,
    StepGateSoak,               // {0} duration
    StepRolloutFinish,
    PodReplaced,                // {0} pod
    PodCreated,                 // {0} pod
    PodOnRevision,              // {0} pod
    PodTakenDown,               // {0} pod
    HazardClaimsGoWithPods,     // {0} claims, {1} size
    HazardImageFails,           // {0} image, {1} pod, {2} fault
    HazardMovingTag,            // {0} image
    HazardBrokenFirst,          // {0} pod, {1} fault
    ToGoOnDeletePod,            // {0} pod
    HazardHalfDone,             // {0} revision, {1} pods on it
    HazardPartitionToZero,      // {0} partition
    HazardNoCanary,
    HazardAllAtOnce,
    HazardTrapAhead,
    HazardParallelRollout,
    HazardReadyCounts,
    PlanDeleting,               // {0} set
    PlanUnread,                 // {0} resources
    RolloutOnDelete,            // {0} set
    RolloutSoakOutOfRange,
    RolloutWithoutPartitions,
    RolloutTooManySteps,        // {0} count, {1} the most
    RolloutPartitionOutOfRange, // {0} partition, {1} replicas
    RolloutPartitionsNotFalling,// {0} partition, {1} the next
    RolloutNotObserved,
    RolloutNothingToTakeOver,   // {0} set
    RolloutBehindHold,          // {0} partition, {1} partition
    RolloutBlocked,             // {0} pod
    RolloutInMotion,            // {0} pods
    RolloutBrokenBelow,         // {0} pod, {1} fault, {2} partition
    TemplateMixed,
    TemplateUnchanged,
    TemplateContainerUnknown,   // {0} container, {1} those that are there
    TemplateImageInvalid,       // {0} container, {1} image
    TemplateVariableInvalid,    // {0} container, {1} variable
    TemplateResourceInvalid,    // {0} container, {1} resource
    TemplateQuantityInvalid,    // {0} resource, {1} text
    TemplateNamedTwice,         // {0} name
    TemplateNotJson,
    TemplateWithoutContainers,
    TemplateLabelsDiffer,       // {0} label
    StepReplaceUnless,          // {0} pod
    PodReplacedUnless,          // {0} pod
    HazardMaxUnavailable,       // {0} maxUnavailable, {1} count

    // deletion plan, pod deletion plan, restoration plan
    HazardRevisionLost,         // {0} current, {1} update revision
    StepRetain,                 // {0} whenScaled, {1} whenDeleted
    StepUnbind,                 // {0} claim, {1} kinds of owners
    StepStop,                   // {0} pod
    StepStopMissing,            // {0} pod
    StepSnapshot,               // {0} claim
    StepDelete,                 // {0} set, {1} uid
    StepDeleteOrphan,           // {0} set, {1} uid
    StepDeleteClaim,            // {0} claim
    StepDeletionFinish,         // {0} claims that stay
    PodStops,                   // {0} pod
    PodOrphaned,                // {0} pod
    ClaimStays,                 // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    ClaimGoesDestroyed,         // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    ClaimGoesReleased,          // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    ClaimGoesUnbound,           // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    ClaimGoesUnknown,           // {0} claim, {1} size, {2} moment, {3} class, {4} reclaim policy
    HazardSetStops,             // {0} count of pods
    HazardPodsOrphaned,         // {0} count of pods
    HazardSetGoes,              // {0} set
    HazardClaimsChosen,         // {0} count, {1} size, {2} reclaim policies
    HazardClaimsDoomed,         // {0} claims, {1} size
    HazardSnapshotFirst,        // {0} count
    HazardClaimsStay,           // {0} count, {1} size
    HazardRetentionChanged,     // {0} whenScaled, {1} whenDeleted
    HazardClaimOwned,           // {0} claim, {1} kinds
    HazardStopWaits,            // {0} pod, {1} pod
    ToGoOnDeleteStuck,          // {0} pod
    HazardFinalizers,           // {0} set, {1} finalizers
    DeletionClaimsUnread,
    DeletionClaimUnknown,       // {0} claim, {1} set
    DeletionSnapshotImpossible, // {0} claim, {1} state
    DeletionOrphanClaims,
    DeletionInMotion,           // {0} pods
    DeletionOrphanMoves,        // {0} pods
    DeletionSnapshotClassInvalid,// {0} class
    StepPodStops,               // {0} pod
    StepPodComesBack,           // {0} pod, {1} revision
    StepPodStaysAway,           // {0} pod
    HazardRightPod,             // {0} pod, {1} revision
    HazardHealthyPod,           // {0} pod
    HazardMadeOnlyAfter,        // {0} pod, {1} pod
    HazardOtherRevision,        // {0} pod, {1} its revision, {2} revision it gets
    HazardSameFault,            // {0} pod, {1} fault
    HazardPodCondemned,         // {0} pod
    PodGone,                    // {0} pod
    PodMadeAnew,                // {0} pod
    PodStopping,                // {0} pod
    StepRestoreSet,             // {0} set, {1} replicas
    StepAdopt,                  // {0} pod
    PodAdopted,                 // {0} pod
    HazardClaimsEmpty,          // {0} claims
    HazardReceiptAge,           // {0} duration
    HazardRestoredRetention,    // {0} whenScaled, {1} whenDeleted
    RestorationExists,          // {0} set
    RestorationUnreadable,      // {0} set
    DeletionClaimGoing,         // {0} claim, {1} pod

    // operations: states, waits, log
    OperationPaused,
    OperationResumed,
    OperationRetried,
    OperationApproved,
    OperationAborted,
    OperationStoppedAt,         // {0} step
    OperationSetGone,           // {0} set
    OperationChangedBefore,
    OperationUnknownStep,       // {0} step
    OperationStarted,           // {0} set
    OperationForbidden,         // {0} what the server said
    OperationRefused,           // {0} what the server said
    ReceiptUnsealed,
    OperationUnsealed,          // {0} who is said to have begun it
    WaitUnread,                 // {0} resources
    WaitObserved,
    WaitApproval,               // {0} partition
    WaitGone,                   // {0} pod
    WaitUpdated,                // {0} pod
    WaitAvailable,              // {0} pod
    WaitSoak,                   // {0} duration
    WaitFinish,                 // {0} revision
    WaitStuck,                  // {0} pod, {1} pod that keeps it
    WaitSnapshot,               // {0} snapshot
    WaitSetGone,                // {0} set
    WaitClaimGone,              // {0} claim
    WaitConnection,             // {0} what happened
    HeldTemplateChanged,        // {0} present revision, {1} the operation's
    HeldPartitionChanged,       // {0} present, {1} the operation's
    HeldReplicasChanged,        // {0} present, {1} the operation's
    HeldScaled,                 // {0} present, {1} the operation's
    HeldMadeAgain,              // {0} set, {1} claim
    HeldSnapshotGone,           // {0} claim
    HeldFault,                  // {0} pod, {1} fault
    HeldRestarted,              // {0} pod
    HeldStalled,                // {0} pod
    HeldSnapshot,               // {0} claim, {1} what is said
    HeldClaimGone,              // {0} claim
    LogStarted,                 // {0} revision, {1} partition
    LogReleased,                // {0} partition
    LogGatePassed,              // {0} partition
    LogSent,                    // {0} request
    RolloutDone,                // {0} revision
    DeletionDone,               // {0} set, {1} claims that stay
    AbortTemplateChanged,       // {0} revision
    AbortNeedsPod,              // {0} pod, {1} revision
    AbortWaits,                 // {0} pod, {1} revision
    AbortDone,                  // {0} revision, {1} partition
    AbortRevisionGone,          // {0} revision

    // buttons: why one is disabled
    ButtonMayNot,               // {0} person, {1} "patch statefulsets/scale; create configmaps", {2} namespace
    ButtonRightsUnknown,        // {0} person, {1} as above, {2} namespace
    ButtonUnderWay,             // {0} id, {1} kind
    ButtonAutoscaler,           // {0} its name
    ButtonDeleting,
    ButtonGone,
    ButtonStale,
    ButtonReadOnly,

    // why a plan cannot be carried out
    RefusedNegative,            // {0} replicas
    RefusedDeleting,            // {0} set
    RefusedNothingToDo,         // {0} replicas
    RefusedUnread,              // {0} resources

    // storage
    ClaimDataDeleted, // {0} volume
    ClaimDataKept, // {0} volume
    ClaimDataScrubbed, // {0} volume
    ClaimDataUnsure, // {0} kind of volume
    ClaimDataPolicyOdd, // {0} volume, {1} policy
    ClaimDataUnknown, // {0} volume
    ClaimDataGone, // {0} volume
    ClaimDataWillBeDeleted, // {0} class
    ClaimDataWillBeKept, // {0} class
    ClaimDataNone,
    ClaimSourceMade, // {0} provisioner, {1} class
    ClaimSourceMadeClassless, // {0} provisioner
    ClaimSourceStatic,
    ClaimSourceStaticOnly,
    ClaimSourceByHand, // {0} class
    ClaimSourceDefault, // {0} class, {1} provisioner
    ClaimSourceWillBeMade, // {0} class, {1} provisioner
    ClaimWhyNoSuchClass, // {0} class, {1} those that are there
    ClaimWhyNoClassAtAll, // {0} class
    ClaimWhyNoDefaultClass,
    ClaimWhyNoDefaultClassNoFit, // {0} count of free volumes
    ClaimWhyStaticNone,
    ClaimWhyStaticNoFit, // {0} count of free volumes
    ClaimWhyNoProvisioner, // {0} class
    ClaimWhyNoProvisionerNoFit, // {0} count of free volumes, {1} class
    VolumeFitTooSmall, // {0} volume, {1} its size, {2} size asked for
    VolumeFitModes, // {0} volume, {1} its modes, {2} modes asked for
    VolumeFitVolumeMode, // {0} volume, {1} its mode, {2} mode asked for
    VolumeFitSelector, // {0} volume
    VolumeFitReserved, // {0} volume, {1} claim
    ClaimWhyWaitsForPod, // {0} class, {1} pod
    ClaimWhyWaitsForFirstPod, // {0} class
    ClaimWhyWaitsForAPod, // {0} class
    ClaimWhyPodBypassed, // {0} pod, {1} node
    ClaimWhyNodeGone, // {0} node
    ClaimWhyProvisioningFailed, // {0} provisioner, {1} text
    ClaimWhyProvisioning, // {0} provisioner
    ClaimWhyVolumeMissing, // {0} volume
    ClaimWhyVolumeTaken, // {0} volume, {1} claim
    ClaimWhyEvent, // {0} reason, {1} text
    ClaimWhyLost, // {0} volume
    ClaimWhyLostTaken, // {0} volume, {1} claim
    ClaimWhyLostUnread, // {0} volume
    ClaimWhyOutOfReach, // {0} volume, {1} places
    ClaimWhyNodeConflict, // {0} pod, {1} volume, {2} places
    ClaimWhyNotMadeYet, // {0} pod
    ClaimWhyGoneUnderPod, // {0} pod
    ClaimWhyQuota, // {0} claim, {1} quota, {2} text
    ClaimWhyRefused, // {0} claim, {1} text
    ClaimWhyQuotaFull, // {0} quota, {1} resource, {2} used, {3} limit, {4} wanted
    ClaimWhyPodQuota, // {0} pod, {1} quota, {2} text
    ClaimWhyPodRefused, // {0} pod, {1} text
    ClaimDriftLarger, // {0} size asked for, {1} template’s size
    ClaimDriftSmaller, // {0} size asked for, {1} template’s size
    ClaimDriftClass, // {0} class, {1} template’s class
    ClaimDriftModes, // {0} modes, {1} template’s modes
    ClaimDriftVolumeMode, // {0} mode, {1} template’s mode
    ClaimDriftStays,
    ClaimResizeUnderWay, // {0} size, {1} wanted
    ClaimResizeWaitsForMount, // {0} size, {1} wanted
    ClaimResizeFailed, // {0} size, {1} wanted, {2} text
    ClaimResizeNotAllowed, // {0} size, {1} wanted, {2} class
    ClaimOwnerSet, // {0} set
    ClaimOwnerSetStill, // {0} set
    ClaimOwnerSetEarlier, // {0} set
    ClaimOwnerPod, // {0} pod
    ClaimOwnerPodEarlier, // {0} pod
    ClaimOwnerOther, // {0} kind, {1} name
    ClaimUseWaits, // {0} pod
    ClaimUseTakenBack, // {0} pod, {1} replicas
    ClaimUseTakenBackStart, // {0} pod, {1} ordinals.start
    ClaimUseSetGoing, // {0} set
    ClaimUseAmbiguous, // {0} sets with their templates
    ClaimUseAlso, // {0} pods
    ClaimSharedBy, // {0} count, {1} pods
    ClaimSharedReplicas, // {0} claim, {1} replicas
    ClaimSharedMany,
    ClaimSharedOneNode,
    ClaimSharedOnePod,
    ClaimSharedReadOnly,
    ClaimSharedUnknown,
    ClaimSharedMissing, // {0} claim
    ClaimGoing,
    ClaimGoingWaits, // {0} pods
    ClaimUseNotSeen,
    ClaimUseUnknown,
    ClaimFormerDeleted, // {0} set, {1} moment
    ClaimFormerName, // {0} ordinal
    ClaimFormerLabels, // {0} labels
    VolumeWhereZones, // {0} zones
    VolumeWhereNodes, // {0} nodes
    VolumeWhereLabels, // {0} labels
    VolumeWhereNowhere,
    RetentionScaledRetain,
    RetentionScaledDelete,
    RetentionDeletedRetain,
    RetentionDeletedDelete,

    // DNS
    // DNS: what cannot be asked
    AskNameEmpty,
    AskNameTooLong,             // {0} characters
    AskLabel,
    AskCharacter,               // {0} character
    AskType,                    // {0} type, {1} known types
    AskNamespace,               // {0} namespace
    // DNS: what is published
    PublishedAsReady,           // {0} Service, {1} addresses
    PublishedUnready,           // {0} Service, {1} addresses
    PublishedNotReady,          // {0} pod, {1} Service
    PublishedNotYet,            // {0} pod, {1} Service
    PublishedNoService,         // {0} Service
    PublishedNoServiceNamed,
    PublishedNotSelected,       // {0} Service, {1} selector, {2} pod
    PublishedNoSelector,        // {0} Service, {1} pod
    PublishedExternalName,      // {0} Service, {1} target
    PublishedNotHeadless,       // {0} Service, {1} clusterIP
    PublishedNoPod,             // {0} pod
    PublishedNoAddress,         // {0} pod
    PublishedNoHostname,        // {0} pod, {1} Service
    PublishedUnknown,
    // DNS: what a resolver answers
    ResolvedNotAsked,
    ResolvedNoResolver,
    ResolvedMatches,            // {0} code
    ResolvedMatchesNothing,     // {0} code
    ResolvedWrongAddress,       // {0} answered, {1} published
    ResolvedStale,              // {0} answered
    ResolvedNegativelyCached,
    ResolvedDenied,
    ResolvedDeniedAgain,
    ResolvedNoData,             // {0} published
    ResolvedServerFailure,      // {0} code
    ResolvedFailed,             // {0} code
    ResolvedMalformed,          // {0} what is wrong
    ResolvedTimedOut,
    ResolvedUnreachable,        // {0} what the system said
    ResolvedUnknown,
    // DNS: which rule makes a record
    ZoneOutside,                // {0} zone
    ZoneItself,                 // {0} zone
    ZoneEmptyName,              // {0} name
    ZoneVersion,
    ZoneTooManyLabels,          // {0} zone
    ZoneNoNamespace,            // {0} namespace
    ZoneUnread,                 // {0} namespace
    ZoneNoService,              // {0} Service, {1} namespace
    ZoneNoEndpoint,             // {0} Service
    ZoneNoEndpointAtAll,        // {0} Service
    ZonePeers,                  // {0} Service, {1} setting
    ZonePeerPorts,              // {0} Service
    ZoneClusterIP,              // {0} Service
    ZoneServicePorts,           // {0} Service
    ZoneNoNamedPort,            // {0} Service
    ZoneNoSuchPort,             // {0} Service, {1} port, {2} protocol
    ZoneEndpoint,               // {0} Service, {1} setting
    ZoneNoSuchEndpoint,         // {0} Service, {1} label
    ZoneExternalName,           // {0} Service, {1} target
    ZoneOtherFamily,            // {0} addresses
    ZoneOtherType,              // {0} type
    ZonePod,                    // {0} address, {1} namespace
    ZonePodLabel,               // {0} label
    ZoneReverse,                // {0} address
    ZoneReverseNone,            // {0} address
    ZoneReverseUnread,          // {0} address

    // lifecycle, discovery
    Grace,                      // {0} seconds
    GraceNone,
    GroupAlways,                // {0} group
    GroupOnRootMismatch,        // {0} group
    PullAlways,                 // {0} tag
    PullAlwaysLatest,
    PullAlwaysPinned,
    PullIfMissing,              // {0} tag
    PullIfMissingLatest,
    PullIfMissingPinned,
    PullNever,
    ProbeStartup,               // {0} seconds
    ProbeLiveness,              // {0} seconds
    ProbeReadiness,             // {0} seconds
    HookPostStart,
    HookPreStop,                // {0} seconds
    HookPreStopSleep,           // {0} seconds, {1} grace, {2} left
    HookPreStopSleepAll,        // {0} seconds, {1} grace, {2} extension
    HookPreStopNoGrace,
    EndCompleted,
    EndOutOfMemory,             // {0} limit, {1} exit code
    EndOutOfMemoryNode,         // {0} exit code
    EndKilled,
    EndTerminated,
    EndSegmentationFault,
    EndAborted,
    EndInterrupted,
    EndSignal,                  // {0} signal
    EndNotExecutable,
    EndNotFound,
    EndNotStarted,
    EndUnknown,
    EndError,                   // {0} exit code
    LifeInitRuns,
    LifeRunsNotStarted,
    LifeRunsNotReady,
    LifeRunsReady,
    LifeWaitsForInit,           // {0} container
    LifeWaitsForNode,
    LifeIsCreated,
    LifeNoImage,                // {0} image, {1} reason
    LifeNoConfiguration,        // {0} reason
    LifeBacksOff,               // {0} restarts, {1} seconds
    LifeBacksOffSometime,       // {0} restarts
    LifeWaits,                  // {0} reason
    LifeUntold,
    ProbeNotAsked,
    ProbeWaitsForStartup,
    ProbePassed,
    ProbePasses,
    ProbeNotPassed,
    ProbeFailed,                // {0} times
    ProbeFailedBefore,
    ProbeSilent,
    ProbeUntold,
    StopRunning,                // {0} containers
    StopRunningStill,           // {0} containers
    StopFinalizer,              // {0} finalizer
    StopFinalizerAdvice,
    StopNodeNotReady,           // {0} node
    StopProof,                  // {0} node
    StopNodeOutOfService,       // {0} node
    StopNodeGone,               // {0} node
    StopNodeUnread,             // {0} node
    StopNodeReadyAdvice,        // {0} node
    StopAttached,               // {0} volume, {1} claim, {2} node
    StopKubelet,                // {0} node
    StopNoNode,                 // {0} pod
    StopReplacement,            // {0} pod
    DifferentImage,             // {0} pods, {1} container, {2} image, {3} image of the template
    DifferentDigest,            // {0} pods, {1} container, {2} image, {3} other pods
    DifferentContainer,         // {0} pods, {1} container
    DifferentWithout,           // {0} pods, {1} container
    FoundCannotStart,           // {0} pod, {1} container, {2} what the kubelet says
    FoundObjectMissing,         // {0} kind, {1} name
    FoundObjectMissingOptional, // {0} kind, {1} name
    FoundKeyMissing,            // {0} kind, {1} name, {2} key
    FoundKeyMissingOptional,    // {0} kind, {1} name, {2} key
    FoundKeyNotNamed,           // {0} Secret, {1} key
    FoundObjectUnread,          // {0} kind, {1} name
    FoundEveryKey,              // {0} Secret
    FoundOtherEnvironment,      // {0} pods
    FoundServiceMissing,        // {0} Service, {1} host
    FoundNoLinks,
    FoundLate,                  // {0} Service, {1} pods, {2} variable
    FoundNeverLinked,           // {0} Services
    FoundStoreEmpty,            // {0} Service
    FoundStoreAddress,          // {0} Service, {1} address

    // disruption and spread
    BudgetAllows, // {0} budget, {1} allowed, {2} healthy, {3} needed, {4} counted
    BudgetUsedUp, // {0} budget, {1} healthy, {2} needed, {3} counted
    BudgetNeverAllows, // {0} budget, {1} needed, {2} counted
    BudgetNotObserved, // {0} budget
    BudgetFault, // {0} budget, {1} what its controller says
    BudgetCountsOthers, // {0} budget, {1} counted, {2} of this set
    BudgetUnhealthyAlways, // {0} budget
    BudgetUnhealthyIfHealthy, // {0} budget
    NoBudget,
    TwoBudgets, // {0} pods, {1} budgets
    NotAllInBudget, // {0} pods
    BudgetBelowQuorum, // {0} budget, {1} needed, {2} majority, {3} size, {4} evidence
    BudgetKeepsQuorum, // {0} budget, {1} needed, {2} majority, {3} size, {4} evidence
    QuorumWithoutBudget, // {0} majority, {1} size, {2} evidence
    AllOnOneNode, // {0} node, {1} pods
    AllInOneZone, // {0} zone, {1} pods
    OnlyOneZone, // {0} zone
    NodeTakesQuorum, // {0} node, {1} pods, {2} majority, {3} size, {4} evidence
    ZoneTakesQuorum, // {0} zone, {1} pods, {2} majority, {3} size, {4} evidence
    DrainEvicts, // {0} pods
    DrainGoing, // {0} pods
    DrainFails, // {0} pods, {1} budgets
    DrainNotObserved, // {0} pods, {1} budget
    DrainRefused, // {0} pods, {1} budget, {2} healthy, {3} needed
    DrainSomeAtOnce, // {0} pods, {1} allowed, {2} budget
    DrainNoNode, // {0} pods
    DrainPinned, // {0} pods
    DrainKeptApart, // {0} pods, {1} topology key
    ApartRequired, // {0} topology key
    ApartPreferred, // {0} topology key
    AwayRequired, // {0} topology key, {1} labels
    AwayPreferred, // {0} topology key, {1} labels
    TogetherRequired, // {0} topology key
    TogetherPreferred, // {0} topology key
    BesideRequired, // {0} topology key, {1} labels
    BesidePreferred, // {0} topology key, {1} labels
    SpreadRequired, // {0} topology key, {1} skew
    SpreadPreferred, // {0} topology key, {1} skew
    SpreadCountsOthers, // {0} topology key, {1} labels
    NothingSpreads,
    OnlyNodesLike, // {0} labels
    LocalData, // {0} volumes
    TemplateImageChanged, // {0} container, {1} before, {2} after
    TemplateFieldChanged, // {0} path, {1} before, {2} after
    TemplateFieldAdded, // {0} path, {1} value
    TemplateFieldRemoved, // {0} path, {1} value
    TemplateOrderChanged, // {0} path
    RevisionWithoutTemplate, // {0} revision
    RevisionUnlisted, // {0} revision, {1} pods
    RevisionOnlyOne,
    RestartKeeps, // {0} pods, {1} revision
    RestartChanges, // {0} pods, {1} revision, {2} its revision
    RestartMakes, // {0} pods, {1} revision
    RestartUnknown, // {0} pods

    // workloads of other kinds
    ShapeSingleWithClaim,       // {0} claims
    ShapeSharedClaim,           // {0} replicas, {1} claims
    ShapeSharedByNodes,         // {0} claims
    ShapePerNode,               // {0} directories
    ShapeSessionsInMemory,      // {0} replicas, {1} Services
    WorkloadClaimMissing,       // {0} claim
    WorkloadClaimLost,          // {0} claim
    SharedClaimOfOneNode,       // {0} claim, {1} pods
    SharedClaimOfOnePod,        // {0} claim, {1} pods
    RolloutOverlapsClaim,       // {0} claim
    RolloutStuckOnClaim,        // {0} claim

    // explanation
}
